import { CodeBlock } from '../../../ui/code-block.js';
import type { JsonObject } from './tree.js';

export interface ConditionViewProps {
  /** Null: none. */
  readonly condition: JsonObject | null;
  /** The same tree with verdicts and actual values, as preview and events explain it. */
  readonly explanation?: JsonObject | undefined;
}

export function ConditionView({ condition, explanation }: ConditionViewProps) {
  return (
    <CodeBlock title="Condition" language="json" code={JSON.stringify(explanation ?? condition, null, 2)} />
  );
}
