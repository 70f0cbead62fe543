import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { fromLocalInput, lastSpan, SPANS, toLocalInput, type TimeWindow } from './time-window.js';

interface TimeWindowFilterProps {
  readonly value: TimeWindow;
  /** Both ends, also those that are undefined. */
  readonly onChange: (window: { readonly from: string | undefined; readonly to: string | undefined }) => void;
  /** What the times are of, for screen readers: `Received`. */
  readonly label: string;
}

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** From when to when: one of the usual spans, or any. */
export function TimeWindowFilter({ value, onChange, label }: TimeWindowFilterProps) {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const choose = ({ from, to }: TimeWindow) => {
    onChange({ from, to });
    close();
  };
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-start" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          fw={400}
          onClick={toggle}
          leftSection={<IconCalendar size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${label}: ${described(value)}`}
        >
          {described(value)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" w={240}>
          <Button size="compact-sm" variant="subtle" justify="start" onClick={() => choose({})}>
            Any time
          </Button>
          {SPANS.map(({ label: name, ms }) => (
            <Button
              key={name}
              size="compact-sm"
              variant="subtle"
              justify="start"
              onClick={() => choose(lastSpan(ms, Date.now()))}
            >
              {name}
            </Button>
          ))}
          <OwnWindow value={value} onChoose={choose} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function OwnWindow({
  value,
  onChoose,
}: {
  readonly value: TimeWindow;
  readonly onChoose: (window: TimeWindow) => void;
}) {
  const [from, setFrom] = useState(toLocalInput(value.from));
  const [to, setTo] = useState(toLocalInput(value.to));
  const isBackwards = from !== '' && to !== '' && from >= to;
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const start = fromLocalInput(from);
        const end = fromLocalInput(to);
        onChoose({
          ...(start === undefined ? {} : { from: start }),
          ...(end === undefined ? {} : { to: end }),
        });
      }}
    >
      <Stack gap="xs">
        <TextInput
          type="datetime-local"
          size="xs"
          label="From"
          value={from}
          onChange={(changed) => setFrom(changed.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          size="xs"
          label="To"
          value={to}
          onChange={(changed) => setTo(changed.currentTarget.value)}
          error={isBackwards ? 'must be after the beginning' : undefined}
        />
        <Group justify="flex-end">
          <Button type="submit" size="compact-sm" disabled={isBackwards}>
            Apply
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function described({ from, to }: TimeWindow): string {
  const start = from === undefined ? undefined : short.format(Date.parse(from));
  const end = to === undefined ? undefined : short.format(Date.parse(to));
  if (start === undefined) return end === undefined ? 'Any time' : `Until ${end}`;
  return end === undefined ? `Since ${start}` : `${start} – ${end}`;
}
