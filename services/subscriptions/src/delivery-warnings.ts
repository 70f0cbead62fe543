import type { Subscription } from '@deskhook/contracts';
import { parseDurationMs } from '@deskhook/domain';

const DAY_MS = 86_400_000;
/** Rarer than one request a minute, and a busy day's events wait for days. */
const DAILY_REQUESTS_WARNED = 1_440;
/** Longer than this a ticket's news should not stand still unnoticed. */
const STANDSTILL_MS_WARNED = 3_600_000;

/** What of the settings of delivery lets work pile up, in sentences. */
export function deliveryWarnings({
  rateLimit,
  ordering,
  retrySchedule,
}: Pick<Subscription['delivery'], 'rateLimit' | 'ordering' | 'retrySchedule'>): string[] {
  const perDay = rateLimit === null ? Infinity : Math.floor((rateLimit.limit * DAY_MS) / msOf(rateLimit.per));
  const retriesMs = retrySchedule.reduce((sum, delay) => sum + msOf(delay), 0);
  return [
    ...(perDay < DAILY_REQUESTS_WARNED
      ? [
          `its rate limit lets at most ${perDay} requests a day go to each URL: what comes beyond waits longer and longer`,
        ]
      : []),
    ...(ordering === 'ticket' && retriesMs > STANDSTILL_MS_WARNED
      ? [
          `it keeps the order of each ticket: while a delivery is tried again, for up to ${hours(retriesMs)} hours, the later ones of its ticket wait`,
        ]
      : []),
  ];
}

function msOf(duration: string): number {
  return parseDurationMs(duration) ?? 0;
}

function hours(ms: number): number {
  return Math.ceil(ms / STANDSTILL_MS_WARNED);
}
