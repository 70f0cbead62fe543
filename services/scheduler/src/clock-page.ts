import { FailureError, type OpenClock, type SlaClockQuery } from '@deskhook/contracts';
import { z } from 'zod';

/** Where a clock stands in the list of a tenant's clocks: the next due first, paused ones last. */
export interface ClockPlace extends OpenClock {
  /** Key of its ticket's state. */
  readonly key: string;
}

export type ClockFilter = Pick<SlaClockQuery, 'status' | 'metric'>;

const cursorSchema = z.object({ due: z.number().nullable(), key: z.string(), metric: z.string() });
export type ClockCursor = z.infer<typeof cursorSchema>;

export interface ClockRange {
  readonly filter: ClockFilter;
  /** The place that the page before ended with; null for the first page. */
  readonly after: ClockCursor | null;
  readonly count: number;
}

/** Those that come next in the list, in its order. One pass over all, in whatever order they are; keeps `count` of them. */
export function nextPlaces(
  tickets: Iterable<readonly [key: string, clocks: readonly OpenClock[]]>,
  { filter, after, count }: ClockRange,
  now: number,
): readonly ClockPlace[] {
  const best: ClockPlace[] = [];
  const earliest = after === null ? -Infinity : sortedBy(after.due);
  let latest = Infinity;
  for (const [key, clocks] of tickets) {
    for (const { metric, due } of clocks) {
      // Of hundreds of thousands nearly all end here, so this must cost nothing.
      const at = sortedBy(due);
      if (at > latest || at < earliest) continue;
      const place = { key, metric, due };
      if (!isMeant(place, filter, now) || (after !== null && !comesBefore(after, place))) continue;
      best.splice(positionIn(best, place), 0, place);
      if (best.length > count) best.pop();
      if (best.length === count) latest = sortedBy(best[count - 1]?.due ?? null);
    }
  }
  return best;
}

/** Where the next page begins, as text. */
export function encodeClockCursor({ due, key, metric }: ClockPlace): string {
  return Buffer.from(JSON.stringify({ due, key, metric })).toString('base64url');
}

/** Null for the first page. A cursor that is not ours is a failure. */
export function decodeClockCursor(text: string | undefined): ClockCursor | null {
  if (text === undefined) return null;
  const cursor = cursorSchema.safeParse(parse(text));
  if (cursor.success) return cursor.data;
  const why = 'it is not a `nextCursor` of this list';
  const detail = `The cursor cannot be used: ${why}; start again without it`;
  throw new FailureError({ kind: 'invalid', detail, errors: [{ pointer: '/query/cursor', detail: why }] });
}

function isMeant({ due, metric }: ClockPlace, filter: ClockFilter, now: number): boolean {
  if (filter.metric !== undefined && filter.metric !== metric) return false;
  return filter.status === undefined || filter.status === statusOf(due, now);
}

/** The status of an open clock follows from what is due. */
function statusOf(due: number | null, now: number): SlaClockQuery['status'] {
  if (due === null) return 'paused';
  return due <= now ? 'breached' : 'running';
}

function comesBefore(one: ClockCursor, other: ClockCursor): boolean {
  const [first, second] = [sortedBy(one.due), sortedBy(other.due)];
  if (first !== second) return first < second;
  return one.key === other.key ? one.metric < other.metric : one.key < other.key;
}

/** Paused clocks come last. */
function sortedBy(due: number | null): number {
  return due ?? Infinity;
}

function positionIn(sorted: readonly ClockPlace[], place: ClockPlace): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = sorted[middle];
    if (there !== undefined && comesBefore(there, place)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
