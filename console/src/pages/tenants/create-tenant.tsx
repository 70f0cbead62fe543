import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { api, ask } from '../../api/client.js';
import { faultsByField } from '../../api/field-faults.js';
import { asProblem, ProblemError } from '../../api/problem.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { idProblem, suggestedId } from './tenant-id.js';

interface CreateTenantProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const NOT_FOUND = 404;
const CONFLICT = 409;

export function CreateTenant({ isOpen, onClose }: CreateTenantProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New tenant" closeButtonProps={{ 'aria-label': 'Close' }}>
      <TenantForm />
    </Modal>
  );
}

interface NewTenant {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
}

function TenantForm() {
  const zones = useMemo(() => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])], []);
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string | null>(null);
  const [timezone, setTimezone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const creating = useCreate();
  const id = ownId ?? suggestedId(name);
  const problem = creating.isError ? asProblem(creating.error) : null;
  const faults = problem === null ? {} : faultsByField(problem, ['name', 'id', 'timezone']).byField;
  const isPlaced = Object.keys(faults).length > 0;
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        creating.mutate({ id, name: name.trim(), timezone });
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          placeholder="Acme Support"
          required
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(changed) => setName(changed.currentTarget.value)}
          error={faults['name']}
        />
        <TextInput
          label="Id"
          description="Stands in subjects and addresses, and cannot be changed."
          required
          value={id}
          onChange={(changed) => setOwnId(changed.currentTarget.value)}
          error={faults['id'] ?? (id === '' ? undefined : idProblem(id))}
        />
        <Select
          label="Time zone"
          data={zones}
          searchable
          allowDeselect={false}
          limit={100}
          nothingFoundMessage="No such time zone"
          value={timezone}
          onChange={(chosen) => setTimezone(chosen ?? 'UTC')}
          error={faults['timezone']}
        />
        {problem !== null && !isPlaced && <ErrorState problem={problem} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={creating.isPending}
            disabled={name.trim() === '' || idProblem(id) !== null}
          >
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useCreate() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ id, ...body }: NewTenant) => {
      await assertFree(id);
      return await ask(api.PUT('/v1/tenants/{tenant}', { params: { path: { tenant: id } }, body }));
    },
    onSuccess: ({ id, name }) => {
      notifyDone(`The tenant “${name}” is created.`);
      void queries.invalidateQueries({ queryKey: ['tenants'] });
      void navigate({ to: '/t/$tenant', params: { tenant: id } });
    },
  });
}

/** What puts a tenant would replace one that exists, with all its settings. */
async function assertFree(tenant: string): Promise<void> {
  const found = await ask(api.GET('/v1/tenants/{tenant}', { params: { path: { tenant } } })).catch(
    (error: unknown) => {
      if (error instanceof ProblemError && error.status === NOT_FOUND) return null;
      throw error;
    },
  );
  if (found === null) return;
  const detail = `is the id of the tenant "${found.name}": choose another one`;
  throw new ProblemError(CONFLICT, 'The id is taken', detail, [{ pointer: '/id', detail }]);
}
