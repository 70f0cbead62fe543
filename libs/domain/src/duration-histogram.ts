const GROWTH = 1.1;
const SLOTS = 111;

/**
 * Upper bounds of the slots that durations are counted in, in milliseconds, each ten per cent above the last: from 1 ms
 * to 36 s. The n-th slot holds what is below the n-th bound and not below the one before; one more slot, the last, holds
 * the rest.
 */
export const DURATION_BOUNDS_MS: readonly number[] = Array.from(
  { length: SLOTS },
  (_, slot) => Math.round(GROWTH ** slot * 1_000) / 1_000,
);

/**
 * The duration that so many per cent lie below, from their counts by slot, in milliseconds; null of none. Exact to the
 * width of a slot, ten per cent; within one, durations count as evenly spread.
 */
export function durationPercentile(counts: readonly number[], percent: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = (total * percent) / 100;
  let below = 0;
  for (const [slot, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) return within(slot, (rank - below) / count);
    below += count;
  }
  return DURATION_BOUNDS_MS.at(-1) ?? null;
}

function within(slot: number, part: number): number {
  const from = slot === 0 ? 0 : (DURATION_BOUNDS_MS[slot - 1] ?? 0);
  const to = DURATION_BOUNDS_MS[slot] ?? from;
  return from + (to - from) * part;
}
