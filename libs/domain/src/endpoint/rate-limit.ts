/** At most `limit` requests in any span of `perMs` milliseconds. */
export interface RateLimit {
  readonly limit: number;
  readonly perMs: number;
}

/** Requests that ended at an instant, in milliseconds of one clock. */
export type EndedRequests = readonly [at: number, count: number];

/** The requests that count against a rate limit: plain data, so that it can be stored and taken over by others. */
export interface RateWindow {
  readonly inFlight: number;
  /** Oldest first. */
  readonly ended: readonly EndedRequests[];
}

export const EMPTY_RATE_WINDOW: RateWindow = { inFlight: 0, ended: [] };

/** More entries than this are not kept: ends are then rounded up, which delays by half a percent at most. */
const ENTRIES_MAX = 200;

/**
 * When one more request may begin: `now`, a later instant, or null when a request in flight must end first. A request counts
 * from its beginning until `perMs` after its end. The receiver saw it in between, so it never sees more than
 * `limit` of them in any span of that length.
 */
export function rateOpensAt(window: RateWindow, { limit, perMs }: RateLimit, now: number): number | null {
  const counted = window.ended.filter(([at]) => at + perMs >= now);
  let used = window.inFlight + counted.reduce((sum, [, count]) => sum + count, 0);
  if (used < limit) return now;
  for (const [at, count] of counted) {
    used -= count;
    if (used < limit) return at + perMs + 1;
  }
  return null;
}

/** The window after a request began. */
export function rateBegun(window: RateWindow): RateWindow {
  return { ...window, inFlight: window.inFlight + 1 };
}

/** The window after a request ended; `made` is false where none was made after all. */
export function rateEnded(window: RateWindow, limit: RateLimit, now: number, made = true): RateWindow {
  const inFlight = Math.max(0, window.inFlight - 1);
  return made ? { inFlight, ended: withEnded(window, limit, now, 1) } : { ...window, inFlight };
}

/**
 * The window as somebody takes it over from a process that is gone: what was in flight, and `unknown` more requests that it
 * may have made since it was stored, count as ended now.
 */
export function rateTakenOver(window: RateWindow, limit: RateLimit, now: number, unknown = 0): RateWindow {
  return { inFlight: 0, ended: withEnded(window, limit, now, window.inFlight + unknown) };
}

function withEnded({ ended }: RateWindow, { limit, perMs }: RateLimit, now: number, count: number) {
  const counted = ended.filter(([at]) => at + perMs >= now);
  if (count === 0) return counted;
  const grainMs = limit <= ENTRIES_MAX ? 1 : Math.ceil(perMs / ENTRIES_MAX);
  const at = Math.ceil(now / grainMs) * grainMs;
  const last = counted.at(-1);
  if (last === undefined || last[0] < at) return [...counted, [at, count] as const];
  return [...counted.slice(0, -1), [last[0], last[1] + count] as const];
}
