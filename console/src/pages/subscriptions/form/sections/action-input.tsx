import { Group, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { referenceOf, type ActionField } from '../action-fields.js';
import { labelOf } from './dialect-options.js';

interface ActionInputProps {
  readonly field: ActionField;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

export function ActionInput({ field, value, error, onChange }: ActionInputProps) {
  const common = { label: labelOf(field.name), required: field.isRequired, error };
  switch (field.kind) {
    case 'line':
      return (
        <TextInput
          {...common}
          value={textOf(value)}
          onChange={(changed) => onChange(changed.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={12}
          value={textOf(value)}
          onChange={(changed) => onChange(changed.currentTarget.value)}
        />
      );
    case 'reference':
      return (
        <TextInput
          {...common}
          placeholder="A name or an id"
          value={textOf(value)}
          onChange={(changed) => onChange(referenceOf(changed.currentTarget.value))}
        />
      );
    case 'tags':
      return <TagsInput {...common} value={listOf(value)} onChange={onChange} />;
    case 'any':
      return <AnyInput field={field} value={value} error={error} onChange={onChange} />;
    default:
      return field.kind satisfies never;
  }
}

const KINDS = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'flag', label: 'Yes or no' },
  { value: 'list', label: 'List' },
  { value: 'nothing', label: 'Nothing: empties it' },
] as const;
type Kind = (typeof KINDS)[number]['value'];

const STARTS: Readonly<Record<Kind, unknown>> = { text: '', number: 0, flag: true, list: [], nothing: null };

function kindOf(value: unknown): Kind {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'flag' : 'text';
}

/** A value of any kind that a ticket's field may have. */
function AnyInput({ field, value, error, onChange }: ActionInputProps) {
  const kind = kindOf(value);
  const label = labelOf(field.name);
  return (
    <Group gap="xs" align="flex-start">
      <Select
        label={`Kind of ${field.name}`}
        w={190}
        data={KINDS.map(({ value: name, label: title }) => ({ value: name, label: title }))}
        value={kind}
        allowDeselect={false}
        onChange={(chosen) => onChange(STARTS[KINDS.find((one) => one.value === chosen)?.value ?? 'text'])}
        error={kind === 'nothing' ? error : undefined}
      />
      {kind === 'text' && (
        <TextInput
          flex={1}
          label={label}
          value={textOf(value)}
          error={error}
          onChange={(changed) => onChange(changed.currentTarget.value)}
        />
      )}
      {kind === 'number' && (
        <TextInput
          flex={1}
          label={label}
          type="number"
          step="any"
          value={textOf(value)}
          error={error}
          onChange={(changed) => onChange(Number(changed.currentTarget.value))}
        />
      )}
      {kind === 'flag' && (
        <Switch
          mt={30}
          label={value === true ? 'Yes' : 'No'}
          checked={value === true}
          error={error}
          onChange={(changed) => onChange(changed.currentTarget.checked)}
        />
      )}
      {kind === 'list' && (
        <TagsInput
          flex={1}
          label={label}
          value={listOf(value)}
          error={error}
          onChange={(texts) =>
            onChange(texts.map((text) => membersOf(value).find((one) => String(one) === text) ?? text))
          }
        />
      )}
    </Group>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const listOf = (value: unknown): string[] => membersOf(value).map(String);
