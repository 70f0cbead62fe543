import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { Tenant } from '../../api/types.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';

interface DeleteTenantProps {
  /** Null: none is to be deleted. */
  readonly tenant: Tenant | null;
  readonly onClose: () => void;
}

/** Asks for the id of a tenant before it is deleted. */
export function DeleteTenant({ tenant, onClose }: DeleteTenantProps) {
  return (
    <Modal
      opened={tenant !== null}
      onClose={onClose}
      title={tenant === null ? '' : `Delete “${tenant.name}”?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {tenant !== null && <Confirmation key={tenant.id} tenant={tenant} onClose={onClose} />}
    </Modal>
  );
}

interface ConfirmationProps {
  readonly tenant: Tenant;
  readonly onClose: () => void;
}

function Confirmation({ tenant: { id, name }, onClose }: ConfirmationProps) {
  const [typed, setTyped] = useState('');
  const queries = useQueryClient();
  const deleting = useMutation({
    mutationFn: () => ask(api.DELETE('/v1/tenants/{tenant}', { params: { path: { tenant: id } } })),
    onSuccess: () => {
      notifyDone(`The tenant “${name}” is deleted.`);
      void queries.invalidateQueries({ queryKey: ['tenants'] });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (typed === id) deleting.mutate();
      }}
    >
      <Stack>
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title="This cannot be taken back">
          Its API keys, subscriptions, SLA policies and its log are gone, and what has not been delivered yet
          is not delivered any more.
        </Alert>
        <TextInput
          label="Its id, to confirm"
          description={<Text span size="xs">{`Type ${id}`}</Text>}
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={(changed) => setTyped(changed.currentTarget.value)}
        />
        {deleting.isError && <ErrorState problem={asProblem(deleting.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red" disabled={typed !== id} loading={deleting.isPending}>
            Delete the tenant
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
