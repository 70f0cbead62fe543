/** From when to when, as the API's lists take it: RFC 3339, the end is not part of it. */
export interface TimeWindow {
  readonly from?: string;
  readonly to?: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/;

export const SPANS = [
  { label: 'Last hour', ms: HOUR },
  { label: 'Last 24 hours', ms: DAY },
  { label: 'Last 7 days', ms: 7 * DAY },
  { label: 'Last 30 days', ms: 30 * DAY },
] as const;

/** The window of the last so many milliseconds. Its beginning stands still: a link shows to others what it shows here. */
export function lastSpan(ms: number, nowMs: number): TimeWindow {
  return { from: new Date(Math.floor((nowMs - ms) / MINUTE) * MINUTE).toISOString() };
}

/** What of a window stands in an address; what is no time is left out. */
export function windowOf({ from, to }: Readonly<Record<string, unknown>>): TimeWindow {
  return { ...(isInstant(from) ? { from } : {}), ...(isInstant(to) ? { to } : {}) };
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
}

/** An instant as an input of the kind `datetime-local` shows it, in the reader's time zone; empty where there is none. */
export function toLocalInput(instant: string | undefined): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

/** What such an input holds, as an instant; undefined while it is empty or incomplete. */
export function fromLocalInput(text: string): string | undefined {
  const ms = Date.parse(text);
  return text === '' || Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
