import { Group, Input, NumberInput, Select, TextInput } from '@mantine/core';
import { DURATION_UNITS, durationWords, isDurationUnit, isoDuration, simpleDuration } from './duration.js';

interface DurationInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}

const FIRST = { amount: 1, unit: 'hours' } as const;

/** So many minutes, hours, days …; a duration of several units is entered as ISO 8601 has it. */
export function DurationInput({ value, onChange, error }: DurationInputProps) {
  const simple = value === '' ? FIRST : simpleDuration(value);
  if (simple === null)
    return (
      <TextInput
        size="sm"
        aria-label="Duration"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        description={`${durationWords(value)}: ISO 8601, such as P1DT12H`}
        inputWrapperOrder={['input', 'description', 'error']}
        error={error}
      />
    );
  const { amount, unit } = simple;
  return (
    <Input.Wrapper error={error}>
      <Group gap={6} wrap="nowrap">
        <NumberInput
          size="sm"
          aria-label="How long"
          w={90}
          min={0}
          max={999_999}
          allowDecimal={false}
          allowNegative={false}
          value={amount}
          onChange={(next) => onChange(isoDuration({ amount: Number(next), unit }))}
        />
        <Select
          size="sm"
          aria-label="Unit"
          flex={1}
          data={Object.keys(DURATION_UNITS)}
          value={unit}
          onChange={(next) => {
            if (next !== null && isDurationUnit(next)) onChange(isoDuration({ amount, unit: next }));
          }}
          allowDeselect={false}
        />
      </Group>
    </Input.Wrapper>
  );
}
