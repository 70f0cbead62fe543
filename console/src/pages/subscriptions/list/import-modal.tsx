import {
  Anchor,
  Button,
  Collapse,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { asProblem, type FieldFault } from '../../../api/problem.js';
import type { BodyOf } from '../../../api/types.js';
import { ErrorState } from '../../../ui/error-state.js';
import { JsonEditor } from '../../../ui/json-editor.js';
import { notifyDone } from '../../../ui/notify.js';
import { importInput, type ImportForm, type ImportText } from './import-input.js';
import { ImportResult } from './import-result.js';

const EMPTY: ImportForm = { format: 'zendesk', trigger: '', webhooks: '', lookups: '', urls: '' };
const FORMATS = [
  { value: 'zendesk', label: 'Zendesk' },
  { value: 'zammad', label: 'Zammad' },
];
/** Where each product's API gives the trigger. */
const SOURCES: Readonly<Record<ImportForm['format'], string>> = {
  zendesk: 'GET /api/v2/triggers/{id}',
  zammad: 'GET /api/v1/triggers/{id}',
};

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

interface ImportFieldsProps {
  readonly form: ImportForm;
  readonly faults: Readonly<Partial<Record<ImportText, string>>>;
  /** What the API refused. */
  readonly sent: readonly FieldFault[];
  readonly onChange: (change: Partial<ImportForm>) => void;
}

function ImportFields({ form, faults, sent, onChange }: ImportFieldsProps) {
  const [isMore, more] = useDisclosure(false);
  const editor = (field: ImportText, label: string, rows: number) => (
    <JsonEditor
      label={label}
      rows={rows}
      value={form[field]}
      onChange={(text) => onChange({ [field]: text })}
      faults={faultsAt(field, faults, sent)}
    />
  );
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label="The trigger is of"
        w="fit-content"
        data={FORMATS}
        value={form.format}
        onChange={(format) => onChange({ format: format === 'zammad' ? 'zammad' : 'zendesk' })}
      />
      <Text size="sm" fw={500}>
        Trigger, as <code>{SOURCES[form.format]}</code> answers
      </Text>
      {editor('trigger', 'Trigger', 8)}
      <Text size="sm" fw={500}>
        Webhooks that it names <Optional />
      </Text>
      {editor('webhooks', 'Webhooks', 4)}
      <TextInput
        label={
          <>
            Deliver to <Optional />
          </>
        }
        description="Instead of the webhooks’ addresses; their headers, which may be credentials, are then not sent."
        placeholder="https://example.com/hook"
        value={form.urls}
        onChange={(changed) => onChange({ urls: changed.currentTarget.value })}
      />
      <Anchor
        component="button"
        type="button"
        size="sm"
        w="fit-content"
        onClick={more.toggle}
        aria-expanded={isMore}
      >
        Names for ids …
      </Anchor>
      <Collapse expanded={isMore}>
        <Text size="xs" c="dimmed" mb={4}>
          By the product’s field, for example <code>{'{"group_id": {"20455932": "second-level"}}'}</code>. A
          value without a name is compared as the id that it is.
        </Text>
        {editor('lookups', 'Names for ids', 4)}
      </Collapse>
    </Stack>
  );
}

const Optional = () => (
  <Text span size="xs" c="dimmed" fw={400}>
    (optional)
  </Text>
);

function faultsAt(
  field: ImportText,
  faults: ImportFieldsProps['faults'],
  sent: readonly FieldFault[],
): readonly FieldFault[] {
  const prefix = `/${field}`;
  const own = faults[field];
  return [
    ...(own === undefined ? [] : [{ pointer: '', detail: own }]),
    ...sent
      .filter(({ pointer }) => pointer === prefix || pointer.startsWith(`${prefix}/`))
      .map(({ pointer, detail }) => ({ pointer: pointer.slice(prefix.length), detail })),
  ];
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
