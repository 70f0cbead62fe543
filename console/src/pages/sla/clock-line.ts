import type { Clock } from './metrics.js';

/** A stretch of a clock's line; places are shares of the line, 0 to 1. */
export interface Stretch {
  readonly kind: 'elapsed' | 'overdue' | 'ahead';
  readonly from: number;
  readonly to: number;
}

export interface Mark {
  readonly kind: 'due' | 'warning' | 'breach' | 'end' | 'now';
  readonly at: string;
  readonly place: number;
  readonly text: string;
}

interface ClockLine {
  readonly stretches: readonly Stretch[];
  readonly marks: readonly Mark[];
}

/** Free room behind the last instant, as a share of the whole. */
const ROOM = 0.04;

/** How a clock is drawn over time: from its start to its due instant, its end or now, whichever comes last. */
export function clockLine(clock: Clock, nowMs: number): ClockLine {
  const start = Date.parse(clock.startedAt);
  const end = clock.endedAt === null ? nowMs : Date.parse(clock.endedAt);
  const due = clock.due === null ? null : Date.parse(clock.due);
  const last = Math.max(end, due ?? end, ...clock.warnings.map(({ at }) => Date.parse(at)));
  const span = Math.max(1, (last - start) * (1 + ROOM));
  const place = (ms: number) => Math.min(1, Math.max(0, (ms - start) / span));
  return { stretches: stretches(start, end, due, place), marks: marksOf(clock, nowMs, place) };
}

function stretches(
  start: number,
  end: number,
  due: number | null,
  place: (ms: number) => number,
): readonly Stretch[] {
  const inTime = due === null ? end : Math.min(end, due);
  const all: readonly Stretch[] = [
    { kind: 'elapsed', from: place(start), to: place(inTime) },
    { kind: 'overdue', from: place(inTime), to: place(end) },
    { kind: 'ahead', from: place(end), to: due === null ? place(end) : place(due) },
  ];
  return all.filter(({ from, to }) => to > from);
}

function marksOf(clock: Clock, nowMs: number, place: (ms: number) => number): readonly Mark[] {
  const mark = (kind: Mark['kind'], at: string, text: string): Mark => ({
    kind,
    at,
    text,
    place: place(Date.parse(at)),
  });
  return [
    ...clock.warnings.map(({ at, given }) => mark('warning', at, given ? 'Warning given' : 'Warning')),
    ...(clock.due === null ? [] : [mark('due', clock.due, 'Due')]),
    ...(clock.breachedAt === null || clock.breachedAt === clock.due
      ? []
      : [mark('breach', clock.breachedAt, 'Breached')]),
    ...(clock.endedAt === null
      ? [mark('now', new Date(nowMs).toISOString(), 'Now')]
      : [mark('end', clock.endedAt, clock.status === 'met' ? 'Met' : 'Cancelled')]),
  ];
}
