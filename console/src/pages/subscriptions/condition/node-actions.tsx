import { ActionIcon, Group, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconExclamationMark,
  IconFolder,
  IconFolderOff,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import { useBuilder } from './builder-context.js';
import { copied, groupOf, moved, negated, replaced, without, type ConditionNode } from './tree.js';
import type { Place } from './part-view.js';

interface NodeActionsProps extends Place {
  /** What is negated or not. */
  readonly node: ConditionNode;
  /** The same with its `not`, if there is one. */
  readonly outer: ConditionNode;
  readonly isNegated: boolean;
  readonly name: string;
}

/** What can be done with any node: move it, negate it, copy it, put it into a group, take it out. */
export function NodeActions(props: NodeActionsProps) {
  const { outer, index, count, parent, name } = props;
  const { change, idOf, focusNext } = useBuilder();
  const move = (by: -1 | 1) => {
    focusNext(idOf(by < 0 ? 'up' : 'down', outer.id));
    change((root) => root && moved(root, outer.id, by));
  };
  const remove = () => {
    focusNext(idOf('add', parent ?? 'root'));
    change((root) => root && without(root, outer.id));
  };
  return (
    <Group gap={2} wrap="nowrap" ml="auto">
      {count > 1 && (
        <>
          <Act
            id={idOf('up', outer.id)}
            icon={IconArrowUp}
            label={`Move ${name} up`}
            onClick={() => move(-1)}
            isOff={index === 0}
          />
          <Act
            id={idOf('down', outer.id)}
            icon={IconArrowDown}
            label={`Move ${name} down`}
            onClick={() => move(1)}
            isOff={index === count - 1}
          />
        </>
      )}
      <More {...props} />
      <Act icon={IconTrash} label={`Remove ${name}`} onClick={remove} />
    </Group>
  );
}

interface ActProps {
  readonly id?: string;
  readonly icon: Icon;
  readonly label: string;
  readonly onClick: () => void;
  /** It does nothing now, and keeps the focus. */
  readonly isOff?: boolean;
}

function Act({ id, icon: Icon, label, onClick, isOff = false }: ActProps) {
  return (
    <Tooltip label={label} openDelay={400} withArrow>
      <ActionIcon
        id={id}
        variant="subtle"
        color="gray"
        size="md"
        aria-label={label}
        aria-disabled={isOff || undefined}
        data-disabled={isOff || undefined}
        onClick={isOff ? undefined : onClick}
      >
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function More({ node, outer, isNegated, name, parent }: NodeActionsProps) {
  const { change } = useBuilder();
  const put = (make: () => ConditionNode) => change((root) => root && replaced(root, outer.id, make));
  const twice = () => change((root) => root && replaced(root, parent ?? -1, withCopy(outer)));
  const only = node.kind === 'group' && node.parts.length === 1 && !isNegated ? node.parts[0] : undefined;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={`More for ${name}`}>
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconExclamationMark size={15} aria-hidden />}
          onClick={() => put(() => (isNegated ? node : negated(node)))}
        >
          {isNegated ? 'Do not negate' : 'Negate'}
        </Menu.Item>
        {parent !== null && (
          <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={twice}>
            Duplicate
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconFolder size={15} aria-hidden />}
          onClick={() => put(() => groupOf('any', [outer]))}
        >
          Put into a group
        </Menu.Item>
        {only !== undefined && (
          <Menu.Item leftSection={<IconFolderOff size={15} aria-hidden />} onClick={() => put(() => only)}>
            Take out of its group
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function withCopy(one: ConditionNode) {
  return (group: ConditionNode): ConditionNode => {
    if (group.kind !== 'group') return group;
    const at = group.parts.findIndex(({ id }) => id === one.id);
    return { ...group, parts: group.parts.toSpliced(at + 1, 0, copied(one)) };
  };
}
