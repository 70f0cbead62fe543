import type { Delivery, LiveAttempt } from '../../api/types.js';
import { duration } from '../../ui/format.js';

/** An attempt in a line. */
export interface FeedRow {
  readonly key: string;
  readonly deliveryId: string;
  readonly status: Delivery['status'];
  readonly what: string;
  readonly came: string;
  readonly at: string;
}

export function rowOfAttempt({ deliveryId, number, status, at, ...attempt }: LiveAttempt): FeedRow {
  const answer = attempt.responseCode ?? (attempt.error === null ? '' : 'no answer');
  const took = attempt.durationMs === null ? '' : duration(attempt.durationMs);
  const key = `${deliveryId} ${number}`;
  return { key, deliveryId, status, what: whatOf(attempt), came: `${answer} ${took}`.trim(), at };
}

export function rowOfDelivery({ id, attemptCount, status, updatedAt, ...delivery }: Delivery): FeedRow {
  const came = String(delivery.lastResponseCode ?? '');
  return {
    key: `${id} ${attemptCount}`,
    deliveryId: id,
    status,
    what: whatOf(delivery),
    came,
    at: updatedAt,
  };
}

/** What came live together with what was known before, the newest first; an attempt that both tell is shown as it came. */
export function newestRows(
  live: readonly FeedRow[],
  known: readonly FeedRow[],
  max: number,
): readonly FeedRow[] {
  const told = new Set(live.map(({ key }) => key));
  return [...live, ...known.filter(({ key }) => !told.has(key))]
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, max);
}

/** The ticket first: where there is no room, the end of the type is what is cut. */
const whatOf = ({ type, ticketId }: { readonly type: string; readonly ticketId: string | null }): string =>
  ticketId === null ? type : `#${ticketId} · ${type}`;
