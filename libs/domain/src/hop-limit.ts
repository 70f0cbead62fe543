/** An event whose `hopcount` is above this is taken for a loop (contract, section 1). */
export const HOP_LIMIT_DEFAULT = 5;

/** True when an event has been caused by events caused by events … too many times. */
export function exceedsHopLimit(hopcount: number, limit: number): boolean {
  return hopcount > limit;
}
