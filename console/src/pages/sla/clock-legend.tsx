import { Group, Text } from '@mantine/core';
import classes from './clock-card.module.css';
import type { Mark, Stretch } from './clock-line.js';

const STRETCHES: Readonly<Record<Stretch['kind'], string>> = {
  elapsed: 'time gone by',
  overdue: 'overdue',
  ahead: 'time left',
};
const MARKS: Readonly<Record<Mark['kind'], string>> = {
  warning: 'warning',
  due: 'due',
  breach: 'breached',
  end: 'ended',
  now: 'now',
};

interface ClockLegendProps {
  readonly stretches: readonly Stretch[];
  readonly marks: readonly Mark[];
}

/** What the colours and marks of a clock's line mean; of those that are drawn. The line itself has its words for screen readers. */
export function ClockLegend({ stretches, marks }: ClockLegendProps) {
  const kinds = [...new Set(marks.map(({ kind }) => kind))];
  return (
    <Group gap="md" aria-hidden>
      {stretches.map(({ kind }) => (
        <Group key={kind} gap={4}>
          <svg width={18} height={8}>
            <rect width={18} height={8} rx={4} className={classes[kind]} />
          </svg>
          <Text size="xs" c="dimmed">
            {STRETCHES[kind]}
          </Text>
        </Group>
      ))}
      {kinds.map((kind) => (
        <Group key={kind} gap={4}>
          <svg width={6} height={14}>
            <line x1={3} x2={3} y1={0} y2={14} className={`${classes.mark} ${classes[kind]}`} />
          </svg>
          <Text size="xs" c="dimmed">
            {MARKS[kind]}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
