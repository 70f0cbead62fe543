import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { fullTime } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import { useNow } from '../../ui/now.js';
import classes from './clock-card.module.css';
import { ClockLegend } from './clock-legend.js';
import { clockLine, type Mark } from './clock-line.js';
import { countedTime } from './counted-time.js';
import { DueIn } from './due-in.js';
import { METRICS, type Clock } from './metrics.js';

/** One clock of a ticket, drawn over time. */
export function ClockCard({ clock }: { readonly clock: Clock }) {
  const now = useNow();
  const { stretches, marks } = clockLine(clock, now);
  const title = METRICS[clock.metric];
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" mb="sm">
        <Title order={3} size="h5">
          {title}
        </Title>
        <DueIn status={clock.status} due={clock.due} />
      </Group>
      <svg viewBox="0 0 1000 46" className={classes.line} role="img" aria-label={inWords(marks)}>
        <rect x={0} y={18} width={1000} height={10} rx={5} className={classes.track} />
        {stretches.map(({ kind, from, to }) => (
          <rect
            key={kind}
            x={from * 1000}
            y={18}
            width={(to - from) * 1000}
            height={10}
            rx={5}
            className={classes[kind]}
          />
        ))}
        {marks.map(({ kind, place, at, text }) => (
          <g key={`${kind} ${at}`}>
            <title>{`${text}: ${fullTime(Date.parse(at))}`}</title>
            <line
              x1={place * 1000}
              x2={place * 1000}
              y1={8}
              y2={38}
              className={`${classes.mark} ${classes[kind]}`}
            />
          </g>
        ))}
      </svg>
      <ClockLegend stretches={stretches} marks={marks} />
      <Group gap="lg" mt="xs" fz="xs">
        <Figure label="Started">
          <Instant at={clock.startedAt} full />
        </Figure>
        {marks.map(({ kind, at, text }) =>
          kind === 'now' ? null : (
            <Figure key={`${kind} ${at}`} label={text}>
              <Instant at={at} full />
            </Figure>
          ),
        )}
        {clock.targetSeconds !== null && <Figure label="Promised">{countedTime(clock.targetSeconds)}</Figure>}
        <Figure label="Counted so far">{countedTime(clock.elapsedSeconds)}</Figure>
        {clock.remainingSeconds !== null && (
          <Figure label={clock.remainingSeconds < 0 ? 'Over by' : 'Left, in time that counts'}>
            {countedTime(clock.remainingSeconds)}
          </Figure>
        )}
      </Group>
    </Paper>
  );
}

function inWords(marks: readonly Mark[]): string {
  return marks.map(({ text, at }) => `${text}: ${fullTime(Date.parse(at))}`).join('; ');
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="xs" component="div">
        {children}
      </Text>
    </Stack>
  );
}
