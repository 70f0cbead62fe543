import type { LiveAttempt } from '../../../api/types.js';

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
