const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const numbers = new Intl.NumberFormat('en');

/** How far an instant is from now, in its largest unit: `5 min. ago`, `in 2 hr.`. */
export function relativeTime(atMs: number, nowMs: number): string {
  const ms = atMs - nowMs;
  for (const [unit, length] of UNITS)
    if (Math.abs(ms) >= length || unit === 'second') return relative.format(Math.trunc(ms / length), unit);
  return '';
}

/**
 * How long ago something was. What is up to a minute ahead is now: it has happened, by a clock that is a little ahead of this one.
 */
export function timeAgo(atMs: number, nowMs: number): string {
  const isSkewed = atMs > nowMs && atMs - nowMs < MINUTE;
  return relativeTime(isSkewed ? nowMs : atMs, nowMs);
}

/** An instant in full, in the reader's time zone. */
export const fullTime = (atMs: number): string => absolute.format(atMs);

/** A span in its two largest units: `1 h 5 min`, `3.2 s`, `45 ms`. */
export function duration(ms: number): string {
  const length = Math.abs(ms);
  if (length < SECOND) return `${Math.round(length)} ms`;
  if (length < 10 * SECOND) return `${(length / SECOND).toFixed(1)} s`;
  if (length < MINUTE) return `${Math.round(length / SECOND)} s`;
  if (length < HOUR) return twoUnits(length, MINUTE, 'min', SECOND, 's');
  if (length < DAY) return twoUnits(length, HOUR, 'h', MINUTE, 'min');
  return twoUnits(length, DAY, 'd', HOUR, 'h');
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const wholes = Math.floor(ms / large);
  const rest = Math.floor((ms - wholes * large) / small);
  return rest === 0 ? `${wholes} ${largeName}` : `${wholes} ${largeName} ${rest} ${smallName}`;
}

/** `12,345`. */
export const count = (value: number): string => numbers.format(value);

/** `99.97 %`; never 100 while anything failed, never 0 while anything went well. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  if (share > 99.99 && part < whole) return '99.99 %';
  if (share < 0.01 && part > 0) return '0.01 %';
  return `${Number(share.toFixed(2))} %`;
}

const KIB = 1_024;
/** `812 B`, `3.4 KB`, `1.2 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  if (bytes < KIB * KIB) return `${(bytes / KIB).toFixed(1)} KB`;
  return `${(bytes / KIB / KIB).toFixed(1)} MB`;
}

/** Size of a text as it went over the wire. */
export const textBytes = (text: string): number => new TextEncoder().encode(text).length;
