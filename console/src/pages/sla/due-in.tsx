import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { duration, fullTime } from '../../ui/format.js';
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
          <Tooltip label={`${fullTime(Date.parse(due))} (${due})`} withArrow openDelay={300}>
            <time dateTime={due}>{toTheMinute(due, now)}</time>
          </Tooltip>
        </Text>
      )}
    </Group>
  );
}

const DAY = { month: 'short', day: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;
const thisYear = new Intl.DateTimeFormat(undefined, { ...DAY, ...TIME });
const otherYear = new Intl.DateTimeFormat(undefined, { ...DAY, ...TIME, year: 'numeric' });

/** In the reader's time zone, short enough for a column. */
function toTheMinute(due: string, now: number): string {
  const at = new Date(due);
  return (at.getFullYear() === new Date(now).getFullYear() ? thisYear : otherYear).format(at);
}

function wordsOf(urgency: Urgency, status: ClockStatus, due: string | null, now: number): string {
  if (urgency === 'ended') return status;
  if (urgency === 'paused' || due === null) return 'paused';
  const distance = duration(Math.abs(Date.parse(due) - now));
  return urgency === 'overdue' ? `overdue by ${distance}` : `due in ${distance}`;
}
