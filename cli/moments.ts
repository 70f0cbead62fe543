import { parseDurationMs } from '@deskhook/domain';
import { UsageError } from './cli-error.js';

const DATE_OR_INSTANT = /^\d{4}-\d\d-\d\d/;

/** The time options of lists as the API takes them: a duration such as `2h` counts back from now, dates and instants go as they are. */
export function moment(option: string, text: string | undefined, nowMs: number): string | undefined {
  if (text === undefined) return undefined;
  const backMs = parseDurationMs(text);
  if (backMs !== null) return new Date(nowMs - backMs).toISOString();
  if (DATE_OR_INSTANT.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new UsageError(
    `${option} ${text}: give a date such as 2026-02-17, an instant such as 2026-02-17T14:45:00Z, or a duration back from now such as 30m, 24h or 7d`,
  );
}

/** An instant for people: seconds, UTC. */
export function shortInstant(iso: string | null): string {
  return iso === null ? '-' : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
