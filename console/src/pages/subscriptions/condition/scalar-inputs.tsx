import { Autocomplete, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useBuilder } from './builder-context.js';
import type { OperandKind } from './catalogue.js';
import classes from './condition.module.css';
import type { FieldKind } from './fields.js';
import { InstantInput } from './instant-input.js';
import { orderValue, textOf } from './operand.js';

interface OneInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly operand: OperandKind;
  readonly kind: FieldKind;
  readonly suggestions: readonly string[];
  readonly onChange: (value: string | number | boolean) => void;
  readonly error: string | undefined;
  readonly placeholder?: string;
}

/** One value: yes or no, a number, an instant, a pattern or a text, as the field and the operator have it. */
export function OneInput(props: OneInputProps) {
  const { label, value, operand, kind, suggestions, onChange, error, placeholder } = props;
  const text = textOf(value);
  const common = { size: 'sm', 'aria-label': label, error, placeholder } as const;
  if (operand === 'value' && kind === 'flag' && (typeof value === 'boolean' || text === ''))
    return <YesNo {...common} value={value} onChange={onChange} />;
  if (operand === 'instant' || (kind === 'instant' && operand !== 'text' && operand !== 'pattern'))
    return <InstantInput {...common} value={text} onChange={onChange} />;
  if (kind === 'number' && (operand === 'value' || operand === 'order') && isNumeric(value))
    return (
      <NumberInput
        {...common}
        value={text}
        onChange={(next) => onChange(typeof next === 'bigint' ? String(next) : next)}
      />
    );
  if (operand === 'pattern')
    return (
      <TextInput
        {...common}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        placeholder="^re: .*invoice \d+"
        spellCheck={false}
        classNames={{ input: classes.code ?? '' }}
      />
    );
  return (
    <Autocomplete
      {...common}
      value={text}
      onChange={(next) => onChange(operand === 'order' ? orderValue(next) : next)}
      data={operand === 'value' ? [...suggestions] : []}
      limit={30}
      maxDropdownHeight={280}
      placeholder={placeholder ?? (operand === 'order' ? 'Number or instant' : 'Value')}
    />
  );
}

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || textOf(value) === '' || Number.isFinite(Number(value));

interface YesNoProps {
  readonly value: unknown;
  readonly onChange: (value: boolean) => void;
  readonly size: 'sm';
  readonly 'aria-label': string;
  readonly error: string | undefined;
}

function YesNo({ value, onChange, ...common }: YesNoProps) {
  return (
    <Select
      {...common}
      data={[
        { value: 'true', label: 'yes' },
        { value: 'false', label: 'no' },
      ]}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(next) => onChange(next === 'true')}
      allowDeselect={false}
    />
  );
}

interface TagsFieldProps {
  readonly label: string;
  readonly tags: readonly string[];
  readonly suggestions: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  readonly error: string | undefined;
  readonly placeholder?: string;
}

/** Several values. Enter or a comma ends one. */
export function TagsField({ label, tags, suggestions, onChange, error, placeholder }: TagsFieldProps) {
  return (
    <TagsInput
      size="sm"
      aria-label={label}
      placeholder={tags.length === 0 ? (placeholder ?? 'Values; Enter adds one') : ''}
      data={[...new Set(suggestions)]}
      classNames={{ inputField: classes.tagsField ?? '' }}
      value={[...tags]}
      onChange={onChange}
      limit={30}
      maxDropdownHeight={280}
      error={error}
    />
  );
}

interface CalendarSelectProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error: string | undefined;
}

export function CalendarSelect({ value, onChange, error }: CalendarSelectProps) {
  const { calendars } = useBuilder();
  const known = calendars.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` }));
  const isUnknown = value !== '' && calendars.every(({ id }) => id !== value);
  return (
    <Select
      size="sm"
      aria-label="Calendar"
      placeholder={calendars.length === 0 ? 'There is no calendar yet' : 'Calendar'}
      data={isUnknown ? [...known, { value, label: `${value} (there is none: never open)` }] : known}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      searchable
      allowDeselect={false}
      error={error}
    />
  );
}
