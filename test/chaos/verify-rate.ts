import { SUBSCRIPTIONS } from './scenario.js';
import type { Violation } from './verify-receipts.js';

const PER_MS = 1_000;

/** Looks at the subscriptions with a rate limit: no span of its length holds more requests than it allows. */
export function verifyRate(arrivals: ReadonlyMap<string, readonly number[]>): Violation[] {
  return SUBSCRIPTIONS.flatMap(({ delivery, paths }) => {
    const { rateLimit } = delivery;
    if (rateLimit === undefined) return [];
    return paths.flatMap((path) => {
      const most = mostWithin(arrivals.get(path) ?? [], PER_MS);
      const detail = `${most} requests within ${rateLimit.per}, ${rateLimit.limit} are allowed`;
      return most > rateLimit.limit ? [{ kind: 'rate' as const, about: path, detail }] : [];
    });
  });
}

function mostWithin(times: readonly number[], spanMs: number): number {
  let from = 0;
  let most = 0;
  for (const [nth, at] of times.entries()) {
    while ((times[from] ?? at) <= at - spanMs) from++;
    most = Math.max(most, nth - from + 1);
  }
  return most;
}
