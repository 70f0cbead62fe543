import { FailureError, STATS_BUCKETS, type StatsQuery } from '@deskhook/contracts';

const DAY_MS = 86_400_000;
const WINDOW_MS_MAX = 31 * DAY_MS;
/** A week in the smallest buckets, and a rest: an answer must fit into one message. */
const BUCKETS_MAX = 2_100;

/** What statistics are asked of: from inclusive, to exclusive, in epoch milliseconds. */
export interface StatsWindow {
  readonly from: number;
  readonly to: number;
  /** Instants at which the buckets begin; null without buckets. */
  readonly bucketStarts: readonly number[] | null;
}

/** The window of a query: the last 24 hours unless it says otherwise. A window that cannot be is a failure. */
export function statsWindow(query: Pick<StatsQuery, 'from' | 'to' | 'bucket'>, now: number): StatsWindow {
  const to = query.to === undefined ? now : Date.parse(query.to);
  const from = query.from === undefined ? to - DAY_MS : Date.parse(query.from);
  if (from >= to) throw bad('from', 'must be before "to", which is now unless it is given');
  if (to - from > WINDOW_MS_MAX) throw bad('from', 'must be at most 31 days before "to"');
  if (query.bucket === undefined) return { from, to, bucketStarts: null };
  const lengthMs = STATS_BUCKETS[query.bucket];
  const first = Math.floor(from / lengthMs) * lengthMs;
  const count = Math.ceil((to - first) / lengthMs);
  if (count > BUCKETS_MAX)
    throw bad('bucket', `would make more than ${BUCKETS_MAX} buckets: choose a longer one`);
  return { from, to, bucketStarts: Array.from({ length: count }, (_, index) => first + index * lengthMs) };
}

function bad(name: string, detail: string): FailureError {
  const pointer = `/query/${name}`;
  return new FailureError({
    kind: 'invalid',
    detail: `${pointer}: ${detail}`,
    errors: [{ pointer, detail }],
  });
}
