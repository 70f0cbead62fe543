import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { NO_CONDITION } from './no-condition.js';
import { decisiveTest, explainedNode, type ExplainedNode } from './explained.js';
import { actualWords, sentenceOf } from './sentence.js';
import type { JsonObject } from './tree.js';
import classes from './condition-view.module.css';

interface ConditionViewProps {
  /** Null: none. */
  readonly condition: JsonObject | null;
  /** The same tree with verdicts and actual values, as preview and events explain it; it wins over the condition. */
  readonly explanation?: JsonObject | undefined;
  /** What no condition means here. */
  readonly none?: string;
}

/** A condition to be read, with what an event made of it where that is known. */
export function ConditionView({ condition, explanation, none = NO_CONDITION }: ConditionViewProps) {
  const json = explanation ?? condition;
  const root = json === null ? null : explainedNode(json);
  if (root === null || (root.kind === 'group' && root.mode === 'all' && root.parts.length === 0))
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  return (
    <div className={classes.root}>
      <NodeView node={root} decisive={decisiveTest(root)} isNegated={false} />
    </div>
  );
}

interface NodeViewProps {
  readonly node: ExplainedNode;
  /** The test because of which the whole is not met. */
  readonly decisive: ExplainedNode | null;
  /** A "not" stands around it: it is what must not be. */
  readonly isNegated: boolean;
}

function NodeView({ node, decisive, isNegated }: NodeViewProps) {
  switch (node.kind) {
    case 'group':
      return (
        <div className={classes.group}>
          <GroupHead node={node} isNegated={isNegated} />
          <ul className={classes.parts}>
            {node.parts.map((part, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a part is its place in the condition
              <li key={index}>
                <NodeView node={part} decisive={decisive} isNegated={false} />
              </li>
            ))}
          </ul>
        </div>
      );
    case 'not':
      return node.part.kind === 'not' ? (
        <div className={classes.group}>
          <div className={classes.line}>
            <Verdict verdict={node.verdict} />
            <b>Not</b>
          </div>
          <div className={classes.parts}>
            <NodeView node={node.part} decisive={decisive} isNegated={false} />
          </div>
        </div>
      ) : (
        <NodeView node={node.part} decisive={decisive} isNegated />
      );
    case 'test':
      return <TestView node={node} isDecisive={node === decisive} isNegated={isNegated} />;
    case 'other':
      return <code>{JSON.stringify(node.json)}</code>;
    default:
      return node satisfies never;
  }
}

const HEADS = { all: 'All of these:', any: 'At least one of these:' } as const;
const NEGATED_HEADS = { all: 'Not all of these:', any: 'None of these:' } as const;

interface GroupHeadProps {
  readonly node: Extract<ExplainedNode, { kind: 'group' }>;
  readonly isNegated: boolean;
}

function GroupHead({ node: { mode, verdict }, isNegated }: GroupHeadProps) {
  return (
    <div className={classes.line}>
      <Verdict verdict={turned(verdict, isNegated)} />
      <b>{(isNegated ? NEGATED_HEADS : HEADS)[mode]}</b>
    </div>
  );
}

interface TestViewProps {
  readonly node: Extract<ExplainedNode, { kind: 'test' }>;
  readonly isDecisive: boolean;
  readonly isNegated: boolean;
}

function TestView({ node, isDecisive, isNegated }: TestViewProps) {
  const { field, verb, value } = sentenceOf(node.test);
  const isExplained = node.verdict !== null;
  return (
    <div className={classes.test} data-decisive={isDecisive || undefined}>
      <div className={classes.line}>
        <Verdict verdict={turned(node.verdict, isNegated)} />
        <span className={classes.sentence}>
          {isNegated && <b className={classes.not}>not: </b>}
          <span title={String(node.test['field'])}>{field}</span> <i>{verb}</i>{' '}
          {value !== '' && <b>{value}</b>}
          {node.test['caseSensitive'] === true && <span className={classes.case}> (case-sensitive)</span>}
          {isExplained && <Actual node={node} />}
        </span>
      </div>
      {isDecisive && (
        <Text size="xs" fw={600} ml={24} className={classes.why ?? ''}>
          {node.verdict === true
            ? 'This holds and must not: it is why the event does not fire.'
            : 'This does not hold: it is why the event does not fire.'}
        </Text>
      )}
    </div>
  );
}

function Actual({ node: { test, actual } }: Pick<TestViewProps, 'node'>) {
  const isOfChange = CHANGES.has(String(test['op']));
  const said = isOfChange ? (actual == null ? 'it did not change' : 'it changed: ') : 'it was ';
  return (
    <span className={classes.actual}>
      {' — '}
      {said}
      {(!isOfChange || actual != null) && (
        <span className={classes.value} title={JSON.stringify(actual)}>
          {actualWords(actual)}
        </span>
      )}
    </span>
  );
}

const CHANGES: ReadonlySet<string> = new Set([
  'changed',
  'not_changed',
  'changed_from',
  'changed_to',
  'increased',
  'decreased',
]);

const turned = (verdict: boolean | null, isNegated: boolean): boolean | null =>
  verdict === null ? null : verdict !== isNegated;

function Verdict({ verdict }: { readonly verdict: boolean | null }) {
  if (verdict === null) return <span className={classes.bullet} aria-hidden />;
  return verdict ? (
    <IconCheck size={16} className={classes.yes} role="img" aria-label="Met:" />
  ) : (
    <IconX size={16} className={classes.no} role="img" aria-label="Not met:" />
  );
}
