import { Button, Group } from '@mantine/core';
import { IconFilterPlus, IconFolderPlus } from '@tabler/icons-react';
import { useBuilder } from './builder-context.js';
import { groupOf, testOf, withPart, type ConditionNode } from './tree.js';

interface AddButtonsProps {
  /** The group that grows; null: the condition as a whole. */
  readonly group: number | null;
  readonly isFirst?: boolean;
  /** What the group is called: `group 1.2`. */
  readonly name?: string;
}

/** Adds a test, or a group with a first test, and leads to its field. */
export function AddButtons({ group, isFirst = false, name }: AddButtonsProps) {
  const { change, idOf, focusNext } = useBuilder();
  const add = (inGroup: boolean) => {
    const test = testOf({ field: '', op: 'eq', value: '' });
    const part: ConditionNode = inGroup ? groupOf('any', [test]) : test;
    focusNext(idOf('field', test.id));
    change((root) => withPart(root, group, part));
  };
  const where = name === undefined ? '' : ` to ${name}`;
  return (
    <Group gap="xs" mt="xs">
      <Button
        id={idOf('add', group ?? 'root')}
        size="compact-sm"
        variant="default"
        leftSection={<IconFilterPlus size={14} aria-hidden />}
        onClick={() => add(false)}
        aria-label={isFirst ? undefined : `Add a test${where}`}
      >
        {isFirst ? 'Add a condition' : 'Add a test'}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconFolderPlus size={14} aria-hidden />}
        onClick={() => add(true)}
        aria-label={`Add a group${where}`}
      >
        Add a group
      </Button>
    </Group>
  );
}
