import { ActionIcon, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { rowProblem, type MapRow } from './connector-draft.js';
import type { OptionField } from './kinds.js';

interface MapInputProps {
  readonly field: Extract<OptionField, { readonly kind: 'map' }>;
  readonly rows: readonly MapRow[];
  readonly onChange: (rows: readonly MapRow[]) => void;
  readonly error: string | undefined;
  /** What was wrong with an entry when it was sent. */
  readonly errorOf: (row: MapRow) => string | undefined;
}

const ROWS_MAX = 100;

/** Texts by texts, a row for each. */
export function MapInput({ field, rows, onChange, error, errorOf }: MapInputProps) {
  const { label, description } = field;
  return (
    <Input.Wrapper label={label} labelElement="div" description={description} error={error}>
      <Stack gap={6} mt={6} role="group" aria-label={label}>
        {rows.map((row, index) => (
          <Row
            // oxlint-disable-next-line react/no-array-index-key -- rows have no other name while they are typed
            key={index}
            field={field}
            row={row}
            number={index + 1}
            problem={rowProblem(rows, index)}
            error={errorOf(row)}
            onChange={(changed) => onChange(rows.map((one, at) => (at === index ? changed : one)))}
            onRemove={() => onChange(rows.filter((_, at) => at !== index))}
          />
        ))}
        {rows.length < ROWS_MAX && (
          <Button
            variant="subtle"
            size="compact-sm"
            w="fit-content"
            leftSection={<IconPlus size={15} />}
            onClick={() => onChange([...rows, { name: '', value: '' }])}
          >
            {`Add a ${field.columns[0].toLowerCase()}`}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

interface RowProps {
  readonly field: MapInputProps['field'];
  readonly row: MapRow;
  readonly number: number;
  readonly problem: string | null;
  readonly error: string | undefined;
  readonly onChange: (row: MapRow) => void;
  readonly onRemove: () => void;
}

function Row({ field, row, number, problem, error, onChange, onRemove }: RowProps) {
  const [column] = field.columns;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <TextInput
        aria-label={`${column} ${number}`}
        placeholder={field.placeholders[0]}
        flex={1}
        miw={0}
        value={row.name}
        error={problem}
        onChange={(changed) => onChange({ ...row, name: changed.currentTarget.value })}
      />
      <Value
        field={field}
        number={number}
        value={row.value}
        error={error}
        onChange={(value) => onChange({ ...row, value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={`Remove ${column.toLowerCase()} ${row.name === '' ? number : row.name}`}
        onClick={onRemove}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </Group>
  );
}

interface ValueProps {
  readonly field: MapInputProps['field'];
  readonly number: number;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function Value({ field: { columns, placeholders, choices }, number, value, error, onChange }: ValueProps) {
  const shared = {
    'aria-label': `${columns[1]} ${number}`,
    placeholder: placeholders[1],
    flex: 1,
    miw: 0,
    error,
  } as const;
  if (choices === undefined)
    return (
      <TextInput {...shared} value={value} onChange={(changed) => onChange(changed.currentTarget.value)} />
    );
  return (
    <Select
      {...shared}
      data={[...choices]}
      value={value === '' ? null : value}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
