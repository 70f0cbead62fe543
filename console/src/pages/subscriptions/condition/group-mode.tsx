import { Select } from '@mantine/core';
import { useBuilder } from './builder-context.js';
import classes from './condition.module.css';
import { negated, replaced, type ConditionNode, type GroupNode } from './tree.js';

interface GroupModeProps {
  readonly group: GroupNode;
  readonly outer: ConditionNode;
  readonly isNegated: boolean;
  readonly name: string;
}

const MODES = [
  { value: 'all', label: 'All of these hold' },
  { value: 'any', label: 'At least one of these holds' },
  { value: 'not all', label: 'Not all of these hold' },
  { value: 'not any', label: 'None of these holds' },
];

/** How the parts of a group count together, with the `not` around it. */
export function GroupMode({ group, outer, isNegated, name }: GroupModeProps) {
  const { change, idOf } = useBuilder();
  const choose = (choice: string | null) => {
    if (choice === null) return;
    const next: GroupNode = { ...group, mode: choice.endsWith('any') ? 'any' : 'all' };
    const isNot = choice.startsWith('not');
    const kept = outer.kind === 'not' ? { ...outer, part: next } : negated(next);
    change((root) => root && replaced(root, outer.id, () => (isNot ? kept : next)));
  };
  return (
    <Select
      id={idOf('mode', group.id)}
      size="xs"
      fw={600}
      className={classes.mode ?? ''}
      aria-label={`How ${name} holds`}
      data={MODES}
      value={`${isNegated ? 'not ' : ''}${group.mode}`}
      onChange={choose}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
