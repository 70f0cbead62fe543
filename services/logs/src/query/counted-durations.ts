import { DURATION_BOUNDS_MS } from '@deskhook/domain';

/** Decimal digits of one slot: more attempts than that never meet in one answer. */
export const SLOT_DIGITS = 12;

/**
 * How many attempts took how long, from the number that Postgres keeps of it: the count of the n-th slot of
 * `DURATION_BOUNDS_MS` times ten to the n-th power of 12. Such numbers add up slot by slot, at the price of one sum.
 */
export function countedDurations(number: string): number[] {
  const slots = DURATION_BOUNDS_MS.length + 1;
  const digits = number.padStart(slots * SLOT_DIGITS, '0');
  return Array.from({ length: slots }, (_, slot) => {
    const end = digits.length - slot * SLOT_DIGITS;
    return Number(digits.slice(end - SLOT_DIGITS, end));
  });
}
