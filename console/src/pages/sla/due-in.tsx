import { Badge, Group, Text } from '@mantine/core';
import { duration } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import { useNow } from '../../ui/now.js';
import { urgencyOf, type ClockStatus, type Urgency } from './metrics.js';

const COLOURS: Readonly<Record<Urgency, string>> = {
  overdue: 'red',
  soon: 'orange',
  running: 'blue',
  paused: 'gray',
  ended: 'gray',
};

interface DueInProps {
  readonly status: ClockStatus;
  readonly due: string | null;
}

/** How long until a clock is due, counting down. */
export function DueIn({ status, due }: DueInProps) {
  const now = useNow();
  const urgency = urgencyOf({ status, due }, now);
  return (
    <Group gap={8} wrap="nowrap">
      <Badge color={COLOURS[urgency]} variant="light" tt="none" fw={600} style={{ flexShrink: 0 }}>
        {wordsOf(urgency, status, due, now)}
      </Badge>
      {due !== null && (
        <Text size="xs" c="dimmed" visibleFrom="md" truncate>
          <Instant at={due} full />
        </Text>
      )}
    </Group>
  );
}

function wordsOf(urgency: Urgency, status: ClockStatus, due: string | null, now: number): string {
  if (urgency === 'ended') return status;
  if (urgency === 'paused' || due === null) return 'paused';
  const distance = duration(Math.abs(Date.parse(due) - now));
  return urgency === 'overdue' ? `overdue by ${distance}` : `due in ${distance}`;
}
