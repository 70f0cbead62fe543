import { Autocomplete } from '@mantine/core';
import { useMemo } from 'react';
import { useBuilder } from './builder-context.js';
import classes from './condition.module.css';
import { searchFields } from './fields.js';

interface FieldInputProps {
  readonly id: string;
  readonly field: string;
  readonly onChange: (field: string) => void;
  readonly error: string | undefined;
}

const SHOWN = 60;

/** A path, chosen among those that are known or typed: fields of the helpdesk's own are as good. */
export function FieldInput({ id, field, onChange, error }: FieldInputProps) {
  const { fields } = useBuilder();
  const byName = useMemo(() => new Map(fields.map((one) => [one.field, one])), [fields]);
  const chosen = byName.get(field);
  return (
    <Autocomplete
      id={id}
      size="sm"
      aria-label="Field"
      placeholder="Field, such as priority"
      value={field}
      onChange={onChange}
      data={[...byName.keys()]}
      filter={({ options, search }) => {
        const found = searchFields(fields, search, SHOWN);
        const known = new Map(
          options.flatMap((option) => ('value' in option ? [[option.value, option]] : [])),
        );
        return found.flatMap((one) => known.get(one.field) ?? []);
      }}
      limit={SHOWN}
      maxDropdownHeight={340}
      spellCheck={false}
      autoCapitalize="off"
      description={chosen === undefined ? undefined : chosen.label}
      inputWrapperOrder={['input', 'description', 'error']}
      classNames={{ input: classes.code ?? '', dropdown: classes.dropdown ?? '' }}
      error={error}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      renderOption={({ option }) => {
        const one = byName.get(option.value);
        return (
          <span className={classes.option}>
            <span>
              {one?.label ?? option.value} <code className={classes.path}>{option.value}</code>
            </span>
            <span className={classes.hint}>{one?.description}</span>
          </span>
        );
      }}
    />
  );
}
