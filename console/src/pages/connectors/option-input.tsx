import { Checkbox, TagsInput, TextInput } from '@mantine/core';
import { optionField, type OptionDraft } from './connector-draft.js';
import type { OptionField } from './kinds.js';
import { MapInput } from './map-input.js';

interface OptionInputProps {
  readonly field: OptionField;
  readonly value: OptionDraft | undefined;
  readonly onChange: (value: OptionDraft) => void;
  /** What was wrong when it was sent, by the form's fields. */
  readonly faults: Readonly<Record<string, string>>;
}

/** One option of a connector. */
export function OptionInput({ field, value, onChange, faults }: OptionInputProps) {
  const { name, label, description } = field;
  const error = faults[optionField(name)];
  switch (field.kind) {
    case 'flag':
      return (
        <Checkbox
          label={label}
          description={description}
          checked={value?.kind === 'flag' && value.isSet}
          error={error}
          onChange={(changed) => onChange({ kind: 'flag', isSet: changed.currentTarget.checked })}
        />
      );
    case 'number':
    case 'seconds':
    case 'url':
      return (
        <TextInput
          label={label}
          description={description}
          placeholder={field.placeholder}
          inputMode={field.kind === 'url' ? 'url' : 'numeric'}
          autoComplete="off"
          value={value?.kind === 'text' ? value.text : ''}
          error={error}
          onChange={(changed) => onChange({ kind: 'text', text: changed.currentTarget.value })}
        />
      );
    case 'texts':
      return (
        <TagsInput
          label={label}
          description={description}
          placeholder={value?.kind === 'texts' && value.texts.length > 0 ? undefined : field.placeholder}
          value={value?.kind === 'texts' ? [...value.texts] : []}
          error={error}
          onChange={(texts) => onChange({ kind: 'texts', texts })}
        />
      );
    case 'map':
      return (
        <MapInput
          field={field}
          rows={value?.kind === 'map' ? value.rows : []}
          error={error}
          errorOf={(row) => faults[optionField(name, row)]}
          onChange={(rows) => onChange({ kind: 'map', rows })}
        />
      );
    default:
      return field satisfies never;
  }
}
