import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Subscription } from '../../../api/types.js';
import { askToDeactivate, askToDelete, useActions } from '../detail/use-actions.js';
import { standingOf } from './standing.js';

interface RowMenuProps {
  readonly tenant: string;
  readonly subscription: Subscription;
}

/** What can be done with one subscription of the list. */
export function RowMenu({ tenant, subscription }: RowMenuProps) {
  const navigate = useNavigate();
  const { id, name } = subscription;
  const { setStatus, clone, remove } = useActions(tenant, subscription);
  const to = '/t/$tenant/subscriptions/$id';
  const open = (copy: string) => void navigate({ to, params: { tenant, id: copy } });
  const edit = () => void navigate({ to: '/t/$tenant/subscriptions/$id/edit', params: { tenant, id } });
  return (
    <Menu position="bottom-end" width={200} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={edit}>
          Edit
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSend size={15} />}
          onClick={() => void navigate({ to, params: { tenant, id }, search: { tab: 'test' } })}
        >
          Send a test
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} />}
          onClick={() => clone.mutate(undefined, { onSuccess: (copy) => open(copy.id) })}
        >
          Clone
        </Menu.Item>
        {standingOf(subscription).kind === 'partly' && (
          <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={() => setStatus.mutate('active')}>
            Send to all URLs again
          </Menu.Item>
        )}
        {subscription.status === 'active' ? (
          <Menu.Item
            leftSection={<IconPlayerPause size={15} />}
            onClick={() => askToDeactivate(name, () => setStatus.mutate('inactive'))}
          >
            Deactivate
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconPlayerPlay size={15} />} onClick={() => setStatus.mutate('active')}>
            Activate
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => askToDelete(name, () => remove.mutate())}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
