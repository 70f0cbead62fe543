import { ActionIcon, Button, Group, TextInput, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { USUAL_HOURS } from './calendar-draft.js';
import type { OpenHours } from './week.js';

interface HoursInputProps {
  /** Whose hours they are, for those who cannot see it. */
  readonly label: string;
  readonly value: readonly OpenHours[];
  readonly onChange: (hours: readonly OpenHours[]) => void;
}

/** Spans of open hours. Text, since 24:00 is a time that a time input does not know. */
export function HoursInput({ label, value, onChange }: HoursInputProps) {
  const set = (index: number, change: Partial<OpenHours>) =>
    onChange(value.map((hours, at) => (at === index ? { ...hours, ...change } : hours)));
  return (
    <Group gap="xs">
      {value.map(({ from, to }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- spans have no other name while they are typed
        <Group gap={4} key={index} wrap="nowrap">
          <TimeInput label={`${label}: opens`} value={from} onChange={(time) => set(index, { from: time })} />
          <span aria-hidden>–</span>
          <TimeInput label={`${label}: closes`} value={to} onChange={(time) => set(index, { to: time })} />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${label}: remove ${from} to ${to}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={13} />}
        onClick={() => onChange([...value, nextSpan(value)])}
      >
        <VisuallyHidden>{label}: </VisuallyHidden>
        {value.length === 0 ? 'Closed. Add hours' : 'Add hours'}
      </Button>
    </Group>
  );
}

/** After the last one, as far as the day goes. */
function nextSpan(hours: readonly OpenHours[]): OpenHours {
  const last = hours.at(-1);
  return last === undefined ? USUAL_HOURS : { from: last.to, to: '24:00' };
}

interface TimeInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}

const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

function TimeInput({ label, value, onChange }: TimeInputProps) {
  return (
    <TextInput
      size="xs"
      w={64}
      aria-label={label}
      placeholder="09:00"
      value={value}
      error={!TIME.test(value)}
      onChange={(changed) => onChange(changed.currentTarget.value.trim())}
    />
  );
}
