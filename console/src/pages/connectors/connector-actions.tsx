import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTenant } from '../../app/use-session.js';
import { confirm } from '../../ui/confirm.js';
import { notifyDone, notifyProblem } from '../../ui/notify.js';
import type { Connector } from './connector-draft.js';
import { KINDS } from './kinds.js';
import { useDeleteConnector, usePatchConnector } from './use-connectors.js';

interface OfConnector {
  readonly connector: Connector;
}

/** What can be done with the connector as a whole. */
export function ConnectorActions({ connector }: OfConnector) {
  return (
    <>
      <StatusButton connector={connector} />
      <DeleteButton connector={connector} />
    </>
  );
}

function StatusButton({ connector }: OfConnector) {
  const tenant = useTenant();
  const patch = usePatchConnector(tenant, connector, (changed) =>
    notifyDone(`“${changed.name}” is ${changed.status}`),
  );
  const { name, kind, status } = connector;
  const set = (next: Connector['status']) => patch.mutate({ status: next }, { onError: notifyProblem });
  if (status === 'inactive')
    return (
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} />}
        loading={patch.isPending}
        onClick={() => set('active')}
      >
        Activate
      </Button>
    );
  const askFirst = () =>
    confirm({
      title: `Deactivate “${name}”?`,
      text: `What ${KINDS[kind].title} sends meanwhile is answered and dropped: it does not come later.`,
      confirm: 'Deactivate',
      onConfirm: () => set('inactive'),
    });
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerPause size={16} />}
      loading={patch.isPending}
      onClick={askFirst}
    >
      Deactivate
    </Button>
  );
}

function DeleteButton({ connector: { id, name } }: OfConnector) {
  const tenant = useTenant();
  const navigate = useNavigate();
  const remove = useDeleteConnector(tenant, id);
  const leave = () => {
    notifyDone(`“${name}” is deleted`);
    void navigate({ to: '/t/$tenant/connectors', params: { tenant } });
  };
  const askFirst = () =>
    confirm({
      title: `Delete “${name}”?`,
      text: 'Its address takes nothing from then on, and no new connector gets the same. Events that came stay.',
      confirm: 'Delete the connector',
      onConfirm: () => remove.mutate(undefined, { onSuccess: leave, onError: notifyProblem }),
    });
  return (
    <Button
      variant="default"
      leftSection={<IconTrash size={16} />}
      loading={remove.isPending}
      onClick={askFirst}
    >
      Delete
    </Button>
  );
}
