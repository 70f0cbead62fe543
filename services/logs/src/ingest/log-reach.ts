const DAY_MS = 86_400_000;
/** The longest time that the log keeps anything, and as much ahead as a clock could be wrong by. */
const BACK_DAYS = 3_650;
const AHEAD_DAYS = 366;

/** Why the log cannot keep what is said to be of this instant (epoch milliseconds); null when it can: each day is a partition. */
export function beyondReach(at: number, now: number): string | null {
  if (at >= now - BACK_DAYS * DAY_MS && at <= now + AHEAD_DAYS * DAY_MS) return null;
  return `${at} is no instant within ${BACK_DAYS} days before and ${AHEAD_DAYS} days after now`;
}
