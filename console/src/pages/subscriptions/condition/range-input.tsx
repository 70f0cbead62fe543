import { Group, Input, Text } from '@mantine/core';
import type { FieldKind } from './fields.js';
import { OneInput } from './scalar-inputs.js';

interface RangeInputProps {
  readonly value: unknown;
  readonly kind: FieldKind;
  readonly onChange: (value: readonly unknown[]) => void;
  readonly error: string | undefined;
}

/** From low to high, both included. */
export function RangeInput({ value, kind, onChange, error }: RangeInputProps) {
  const [low = '', high = '', ...more]: readonly unknown[] = Array.isArray(value) ? value : [];
  const common = { operand: 'order', kind, suggestions: [], error: undefined } as const;
  return (
    <Input.Wrapper error={error}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <OneInput
          {...common}
          label="From"
          placeholder="From"
          value={low}
          onChange={(next) => onChange([next, high, ...more])}
        />
        <Text size="sm" mt={6}>
          and
        </Text>
        <OneInput
          {...common}
          label="To"
          placeholder="To"
          value={high}
          onChange={(next) => onChange([low, next, ...more])}
        />
      </Group>
    </Input.Wrapper>
  );
}
