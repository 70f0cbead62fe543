import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { asProblem } from '../../../api/problem.js';
import type { BodyOf } from '../../../api/types.js';
import { ErrorState } from '../../../ui/error-state.js';
import { notifyDone } from '../../../ui/notify.js';
import { ImportFields } from './import-fields.js';
import { importInput, type ImportForm, type ImportText } from './import-input.js';
import { ImportResult } from './import-result.js';

const EMPTY: ImportForm = { format: 'zendesk', trigger: '', webhooks: '', lookups: '', urls: '' };

interface ImportModalProps {
  readonly tenant: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a subscription of another helpdesk's trigger: first shown with everything that gets lost, then created. */
export function ImportModal({ tenant, isOpen, onClose }: ImportModalProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Import a trigger" size="xl">
      <ImportForms tenant={tenant} onClose={onClose} />
    </Modal>
  );
}

function ImportForms({ tenant, onClose }: Omit<ImportModalProps, 'isOpen'>) {
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<Readonly<Partial<Record<ImportText, string>>>>({});
  const { dryRun, create } = useImport(tenant);
  const send = (mutation: typeof dryRun, isDryRun: boolean) => {
    const input = importInput(form, isDryRun);
    setFaults(input.kind === 'faulty' ? input.faults : {});
    if (input.kind === 'ready') mutation.mutate(input.body);
  };
  const problem = create.error ?? dryRun.error;
  if (dryRun.data !== undefined)
    return (
      <Stack>
        <ImportResult answer={dryRun.data} />
        {problem !== null && <ErrorState problem={asProblem(problem)} />}
        <Group justify="space-between">
          <Button variant="default" onClick={dryRun.reset}>
            Back
          </Button>
          <Button loading={create.isPending} onClick={() => send(create, false)}>
            Create it
          </Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      <ImportFields
        form={form}
        faults={faults}
        sent={problem === null ? [] : asProblem(problem).faults}
        onChange={(change) => {
          setForm({ ...form, ...change });
          if (dryRun.isError) dryRun.reset();
        }}
      />
      {problem !== null && <ErrorState problem={asProblem(problem)} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={dryRun.isPending} onClick={() => send(dryRun, true)}>
          Show what it becomes
        </Button>
      </Group>
    </Stack>
  );
}

function useImport(tenant: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const call = (body: BodyOf<'importTrigger'>) =>
    ask(api.POST('/v1/tenants/{tenant}/subscriptions/import', { params: { path: { tenant } }, body }));
  const dryRun = useMutation({ mutationFn: call });
  const create = useMutation({
    mutationFn: call,
    onSuccess: ({ subscription }) => {
      if (subscription === null) return;
      notifyDone(`“${subscription.name}” was created`);
      void queries.invalidateQueries({ queryKey: ['subscriptions', tenant] });
      void navigate({
        to: '/t/$tenant/subscriptions/$id',
        params: { tenant, id: subscription.id },
        search: { created: true },
      });
    },
  });
  return { dryRun, create };
}
