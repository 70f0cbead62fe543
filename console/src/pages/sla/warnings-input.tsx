import { ActionIcon, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { DurationField } from './duration-field.js';
import type { WarningDraft } from './policy-draft.js';

interface WarningsInputProps {
  readonly value: readonly WarningDraft[];
  readonly onChange: (warnings: readonly WarningDraft[]) => void;
}

/** When somebody is warned before a promise is broken. */
export function WarningsInput({ value, onChange }: WarningsInputProps) {
  const set = (index: number, warning: WarningDraft) =>
    onChange(value.map((known, at) => (at === index ? warning : known)));
  return (
    <Stack gap="xs">
      {value.map((warning, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- warnings have no names
        <Group key={index} gap="xs">
          {warning.kind === 'percent' ? (
            <>
              <NumberInput
                size="xs"
                w={80}
                min={1}
                max={99}
                aria-label={`Warning ${index + 1}: per cent of the target`}
                value={warning.percent}
                onChange={(percent) => set(index, { kind: 'percent', percent: Number(percent) })}
              />
              <Text size="sm">% of the target has gone by</Text>
            </>
          ) : (
            <>
              <DurationField
                w={110}
                aria-label={`Warning ${index + 1}: time before`}
                value={warning.before}
                onChange={(before) => set(index, { kind: 'before', before })}
              />
              <Text size="sm">before it is due</Text>
            </>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove warning ${index + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap="xs">
        <Add label="Add per cent" onClick={() => onChange([...value, { kind: 'percent', percent: 80 }])} />
        <Add
          label="Add time before"
          onClick={() => onChange([...value, { kind: 'before', before: 'PT30M' }])}
        />
      </Group>
    </Stack>
  );
}

function Add({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={onClick}>
      {label}
    </Button>
  );
}
