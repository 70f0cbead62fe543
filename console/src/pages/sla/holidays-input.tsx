import { ActionIcon, Alert, Button, Collapse, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { holidaysOfText, withHolidays, type HolidayDraft } from './calendar-draft.js';
import { HoursInput } from './hours-input.js';

interface HolidaysInputProps {
  readonly value: readonly HolidayDraft[];
  readonly onChange: (holidays: readonly HolidayDraft[]) => void;
}

/** The days that differ from the week. */
export function HolidaysInput({ value, onChange }: HolidaysInputProps) {
  const set = (index: number, change: Partial<HolidayDraft>) =>
    onChange(value.map((holiday, at) => (at === index ? { ...holiday, ...change } : holiday)));
  return (
    <Stack gap="xs">
      {value.map(({ date, name, hours }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a date changes while it is typed
        <Group key={index} gap="xs" align="center">
          <TextInput
            size="xs"
            type="date"
            aria-label={`Holiday ${index + 1}: date`}
            value={date}
            onChange={(changed) => set(index, { date: changed.currentTarget.value })}
          />
          <TextInput
            size="xs"
            aria-label={`Holiday ${index + 1}: name`}
            placeholder="Name"
            value={name}
            onChange={(changed) => set(index, { name: changed.currentTarget.value })}
          />
          <HoursInput
            label={`Holiday ${date || index + 1}`}
            value={hours}
            onChange={(spans) => set(index, { hours: spans })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove the holiday ${name || date}`}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Additions value={value} onChange={onChange} />
    </Stack>
  );
}

function Additions({ value, onChange }: HolidaysInputProps) {
  const [isPasting, setPasting] = useState(false);
  const [text, setText] = useState('');
  const { holidays, refused } = holidaysOfText(text);
  return (
    <>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...value, { date: '', name: '', hours: [] }])}
        >
          Add a holiday
        </Button>
        <Button size="xs" variant="subtle" onClick={() => setPasting(!isPasting)} aria-expanded={isPasting}>
          Paste a list
        </Button>
      </Group>
      <Collapse expanded={isPasting}>
        <Stack gap="xs" maw={460}>
          <Textarea
            label="Holidays"
            description="A line each, such as 2026-12-25 Christmas Day"
            autosize
            minRows={3}
            value={text}
            onChange={(changed) => setText(changed.currentTarget.value)}
          />
          {refused.length > 0 && <Alert color="yellow">Not a date first: {refused.join(' · ')}</Alert>}
          <Button
            size="xs"
            w="fit-content"
            disabled={holidays.length === 0}
            onClick={() => {
              onChange(withHolidays(value, holidays));
              setText('');
              setPasting(false);
            }}
          >
            Add {holidays.length} holidays
          </Button>
        </Stack>
      </Collapse>
    </>
  );
}
