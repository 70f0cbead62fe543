import { Anchor, Collapse, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FieldFault } from '../../../api/problem.js';
import { JsonEditor } from '../../../ui/json-editor.js';
import type { ImportForm, ImportText } from './import-input.js';

const FORMATS = [
  { value: 'zendesk', label: 'Zendesk' },
  { value: 'zammad', label: 'Zammad' },
];
/** Where each product's API gives the trigger. */
const SOURCES: Readonly<Record<ImportForm['format'], string>> = {
  zendesk: 'GET /api/v2/triggers/{id}',
  zammad: 'GET /api/v1/triggers/{id}',
};

interface ImportFieldsProps {
  readonly form: ImportForm;
  readonly faults: Readonly<Partial<Record<ImportText, string>>>;
  /** What the API refused. */
  readonly sent: readonly FieldFault[];
  readonly onChange: (change: Partial<ImportForm>) => void;
}

/** What is pasted of the other helpdesk. */
export function ImportFields({ form, faults, sent, onChange }: ImportFieldsProps) {
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
