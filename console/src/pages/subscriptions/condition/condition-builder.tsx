import { Text } from '@mantine/core';
import { useState } from 'react';
import { AddButtons } from './add-buttons.js';
import { BuilderProvider, type CalendarName } from './builder-context.js';
import classes from './condition.module.css';
import type { ChangeTree } from './condition-state.js';
import type { PlacedFault } from './faults.js';
import { PartView } from './part-view.js';
import type { ConditionNode } from './tree.js';
import { useBuilderOf } from './use-builder.js';

interface ConditionBuilderProps {
  readonly tree: ConditionNode | null;
  readonly change: ChangeTree;
  readonly faults: readonly PlacedFault[];
  readonly calendars: readonly CalendarName[] | undefined;
  /** While the JSON is being mended nothing can be changed here. */
  readonly isLocked: boolean;
  /** What no condition means. */
  readonly none: string;
}

/** The condition as nested groups of tests. */
export function ConditionBuilder({ tree, isLocked, none, ...props }: ConditionBuilderProps) {
  const [isTouched, setTouched] = useState(false);
  const builder = useBuilderOf(props, isTouched);
  return (
    <BuilderProvider value={builder}>
      <fieldset disabled={isLocked} className={classes.builder} onFocusCapture={() => setTouched(true)}>
        <legend className={classes.legend}>Condition</legend>
        {tree === null ? (
          <Text size="sm" c="dimmed">
            {none}
          </Text>
        ) : (
          <PartView node={tree} path="" index={0} count={1} parent={null} />
        )}
        {tree?.kind !== 'group' && <AddButtons group={null} isFirst={tree === null} />}
      </fieldset>
    </BuilderProvider>
  );
}
