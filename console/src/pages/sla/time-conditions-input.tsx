import { ActionIcon, Button, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { DurationField } from './duration-field.js';
import type { TimeConditionDraft } from './policy-draft.js';

interface TimeConditionsInputProps {
  readonly value: readonly TimeConditionDraft[];
  readonly onChange: (conditions: readonly TimeConditionDraft[]) => void;
}

/** "So long in one of these statuses": told as `ticket.time_condition_met`. */
export function TimeConditionsInput({ value, onChange }: TimeConditionsInputProps) {
  const set = (index: number, change: Partial<TimeConditionDraft>) =>
    onChange(value.map((known, at) => (at === index ? { ...known, ...change } : known)));
  return (
    <Stack gap="xs">
      {value.map(({ id, statuses, after }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- an id changes while it is typed
        <Group key={index} gap="xs" align="flex-end">
          <TextInput
            size="xs"
            label="Id"
            placeholder="stale"
            value={id}
            onChange={(typed) => set(index, { id: typed.currentTarget.value })}
          />
          <TagsInput
            size="xs"
            label="In one of the statuses"
            placeholder="pending"
            miw={180}
            value={[...statuses]}
            onChange={(next) => set(index, { statuses: next })}
          />
          <DurationField
            size="xs"
            label="For"
            w={110}
            value={after}
            onChange={(iso) => set(index, { after: iso })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={4}
            aria-label={`Remove the time condition ${id || index + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...value, { id: '', statuses: [], after: 'P2D' }])}
      >
        Add a time condition
      </Button>
    </Stack>
  );
}
