import { TextInput } from '@mantine/core';
import { fromLocalInput, toLocalInput } from './local-instant.js';

interface InstantInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly size: 'sm';
  readonly 'aria-label': string;
  readonly error: string | undefined;
}

/** An instant in the reader's own time zone, kept in UTC. What is written otherwise, such as a date, stays as it is. */
export function InstantInput({ value, onChange, error, ...common }: InstantInputProps) {
  const local = value === '' ? '' : toLocalInput(value);
  if (local === null)
    return (
      <TextInput
        {...common}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        placeholder="2026-02-17T14:45:00Z"
        description="RFC 3339, or a date"
        inputWrapperOrder={['input', 'description', 'error']}
        error={error}
      />
    );
  return (
    <TextInput
      {...common}
      type="datetime-local"
      step={1}
      value={local}
      onChange={({ currentTarget }) => onChange(fromLocalInput(currentTarget.value))}
      description={value === '' ? 'in your time zone' : `in your time zone; ${value}`}
      inputWrapperOrder={['input', 'description', 'error']}
      error={error}
    />
  );
}
