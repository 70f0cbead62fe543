import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Subscription } from '../../../api/types.js';
import { askToDeactivate, askToDelete, useActions } from './use-actions.js';

interface HeaderActionsProps {
  readonly tenant: string;
  readonly subscription: Subscription;
}

/** What can be done with the subscription as a whole. */
export function HeaderActions({ tenant, subscription }: HeaderActionsProps) {
  const { id, name } = subscription;
  const navigate = useNavigate();
  const { setStatus, clone, remove } = useActions(tenant, subscription);
  const open = (copy: string) =>
    void navigate({ to: '/t/$tenant/subscriptions/$id', params: { tenant, id: copy } });
  const leave = () => void navigate({ to: '/t/$tenant/subscriptions', params: { tenant } });
  return (
    <>
      {subscription.status === 'active' ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          loading={setStatus.isPending}
          onClick={() => askToDeactivate(name, () => setStatus.mutate('inactive'))}
        >
          Deactivate
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} />}
          loading={setStatus.isPending}
          onClick={() => setStatus.mutate('active')}
        >
          Activate
        </Button>
      )}
      <Button
        renderRoot={(props) => (
          <Link to="/t/$tenant/subscriptions/$id/edit" params={{ tenant, id }} {...props} />
        )}
        leftSection={<IconPencil size={16} />}
      >
        Edit
      </Button>
      <Menu position="bottom-end" width={170} shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More actions">
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={15} />}
            onClick={() => clone.mutate(undefined, { onSuccess: (copy) => open(copy.id) })}
          >
            Clone
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} />}
            onClick={() => askToDelete(name, () => remove.mutate(undefined, { onSuccess: leave }))}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
