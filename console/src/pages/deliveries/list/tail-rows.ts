import type { Delivery, LiveAttempt } from '../../../api/types.js';

export const TAIL_ROWS_MAX = 500;

/** The live tail: what is shown, the newest first, and what came while it stood still. */
export interface Tail {
  readonly rows: readonly LiveAttempt[];
  readonly held: readonly LiveAttempt[];
  /** All that came while it stood still, also what is no longer held. */
  readonly heldCount: number;
}

export const EMPTY_TAIL: Tail = { rows: [], held: [], heldCount: 0 };

export const rowIdOf = ({ deliveryId, number, status }: LiveAttempt): string =>
  `${deliveryId} ${number} ${status}`;

/** Takes attempts in, in the order in which they came; held ones are not shown yet. Both lists are bounded. */
export function taken(tail: Tail, came: readonly LiveAttempt[], isHeld: boolean): Tail {
  if (came.length === 0) return tail;
  const newest = came.toReversed();
  if (!isHeld) return { ...tail, rows: bounded([...newest, ...tail.rows]) };
  return {
    ...tail,
    held: bounded([...newest, ...tail.held]),
    heldCount: tail.heldCount + came.length,
  };
}

/** Shows what was held. */
export function released({ rows, held }: Tail): Tail {
  return { rows: bounded([...held, ...rows]), held: [], heldCount: 0 };
}

/** The last attempt of each delivery that had one, as far as the list of deliveries tells it; the newest first. */
export function attemptsOf(deliveries: readonly Delivery[]): readonly LiveAttempt[] {
  return deliveries
    .filter(({ attemptCount }) => attemptCount > 0)
    .map(({ id, attemptCount, lastResponseCode, updatedAt, createdAt: _createdAt, ...delivery }) => ({
      ...delivery,
      deliveryId: id,
      number: attemptCount,
      responseCode: lastResponseCode,
      at: updatedAt,
      durationMs: null,
      error: null,
      test: false,
      traceId: '',
    }))
    .toSorted(newestFirst);
}

/** What came live above what was known before it; an attempt that both tell is shown as it came. */
export function withKnown(
  rows: readonly LiveAttempt[],
  known: readonly LiveAttempt[],
): readonly LiveAttempt[] {
  const told = new Set(rows.map(attemptIdOf));
  return bounded([...rows, ...known.filter((attempt) => !told.has(attemptIdOf(attempt)))]);
}

const attemptIdOf = ({ deliveryId, number }: LiveAttempt): string => `${deliveryId} ${number}`;
const newestFirst = (one: LiveAttempt, other: LiveAttempt): number =>
  Date.parse(other.at) - Date.parse(one.at);

/** A stream that is taken up again may tell the same attempt twice. */
function bounded(rows: readonly LiveAttempt[]): readonly LiveAttempt[] {
  const seen = new Set<string>();
  const kept: LiveAttempt[] = [];
  for (const row of rows) {
    if (kept.length === TAIL_ROWS_MAX) break;
    const id = rowIdOf(row);
    if (seen.has(id)) continue;
    seen.add(id);
    kept.push(row);
  }
  return kept;
}
