import { FailureError, STATS_BUCKETS, type StatsQuery } from '@deskhook/contracts';

const DAY_MS = 86_400_000;
const WINDOW_MS_MAX = 31 * DAY_MS;
/** A week in the smallest buckets, and a rest: an answer must fit into one message. */
const BUCKETS_MAX = 2_100;

/** Up to where a chart shows five minutes each, and hours. */
const FINE_MS_MAX = DAY_MS / 4;
const MIDDLE_MS_MAX = 3 * DAY_MS;

const SHORTEST_MS = STATS_BUCKETS['5m'];

/** What statistics are asked of: from inclusive, to exclusive, in epoch milliseconds. */
export interface StatsWindow {
  readonly from: number;
  readonly to: number;
  /** Instants at which the buckets begin; null without buckets. */
  readonly bucketStarts: readonly number[] | null;
}

/** A window, and the buckets that it is shown in. */
export interface ChartWindow {
  readonly from: number;
  readonly to: number;
  readonly bucket: keyof typeof STATS_BUCKETS;
  readonly bucketStarts: readonly number[];
}

/**
 * The window of a query: the last 24 hours unless it says otherwise, and widened to whole buckets of the shortest length,
 * since that is what attempts are counted by. A window that cannot be is a failure.
 */
export function statsWindow(query: Pick<StatsQuery, 'from' | 'to' | 'bucket'>, now: number): StatsWindow {
  const { since, until } = asked(query, now);
  if (since >= until) throw bad('from', 'must be before "to", which is now unless it is given');
  const [from, to] = [floorTo(SHORTEST_MS, since), floorTo(SHORTEST_MS, until + SHORTEST_MS - 1)];
  if (until - since > WINDOW_MS_MAX) throw bad('from', 'must be at most 31 days before "to"');
  if (query.bucket === undefined) return { from, to, bucketStarts: null };
  const lengthMs = STATS_BUCKETS[query.bucket];
  const first = floorTo(lengthMs, from);
  const count = Math.ceil((to - first) / lengthMs);
  if (count > BUCKETS_MAX)
    throw bad('bucket', `would make more than ${BUCKETS_MAX} buckets: choose a longer one`);
  return { from, to, bucketStarts: Array.from({ length: count }, (_, index) => first + index * lengthMs) };
}

/** The window of a query in buckets that a chart can show; their length follows from its length unless it is named. */
export function chartWindow(query: Pick<StatsQuery, 'from' | 'to' | 'bucket'>, now: number): ChartWindow {
  const { since, until } = asked(query, now);
  const bucket = query.bucket ?? bucketFor(until - since);
  const { from, to, bucketStarts } = statsWindow({ ...query, bucket }, now);
  return { from, to, bucket, bucketStarts: bucketStarts ?? [] };
}

function bucketFor(lengthMs: number): keyof typeof STATS_BUCKETS {
  if (lengthMs <= FINE_MS_MAX) return '5m';
  return lengthMs <= MIDDLE_MS_MAX ? '1h' : '1d';
}

/** What was asked for, in epoch milliseconds. */
function asked({ from, to }: Pick<StatsQuery, 'from' | 'to'>, now: number) {
  const until = to === undefined ? now : Date.parse(to);
  return { since: from === undefined ? until - DAY_MS : Date.parse(from), until };
}

/** A part of a window, in buckets of one length. */
export interface StatsSpan {
  readonly lengthMs: number;
  readonly from: number;
  readonly to: number;
}

/** A window in as few buckets as possible: the longest of the lengths (ascending) that fit, and shorter ones at both ends. */
export function statsSpans(from: number, to: number, lengthsMs: readonly number[]): StatsSpan[] {
  const lengthMs = lengthsMs.at(-1);
  if (lengthMs === undefined || from >= to) return [];
  const shorter = lengthsMs.slice(0, -1);
  const [begin, end] = [floorTo(lengthMs, from + lengthMs - 1), floorTo(lengthMs, to)];
  if (begin >= end) return statsSpans(from, to, shorter);
  return [
    ...statsSpans(from, begin, shorter),
    { lengthMs, from: begin, to: end },
    ...statsSpans(end, to, shorter),
  ];
}

function floorTo(lengthMs: number, at: number): number {
  return Math.floor(at / lengthMs) * lengthMs;
}

function bad(name: string, detail: string): FailureError {
  const pointer = `/query/${name}`;
  return new FailureError({
    kind: 'invalid',
    detail: `${pointer}: ${detail}`,
    errors: [{ pointer, detail }],
  });
}
