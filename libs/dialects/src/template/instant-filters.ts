import { phpDateTime } from '../encoding/php-date-time.js';
import { strftime } from './strftime.js';

/** `2026-02-17T14:45:00.000Z` */
export function iso8601(value: unknown): unknown {
  return mapInstant(value, (at) => new Date(at).toISOString());
}

/** Whole seconds, as a number. */
export function unix(value: unknown): unknown {
  return mapInstant(value, (at) => Math.floor(at / 1000));
}

/** `2026-02-17 14:45:00`, in UTC. */
export function phpDatetime(value: unknown): unknown {
  return mapInstant(value, phpDateTime);
}

/** By a `strftime` format, in UTC or the IANA time zone of the third argument. */
export function formatInstant(value: unknown, format: unknown, timeZone: unknown): unknown {
  const pattern = typeof format === 'string' ? format : DEFAULT_FORMAT;
  const zone = typeof timeZone === 'string' && timeZone !== '' ? timeZone : 'UTC';
  return mapInstant(value, (at) => strftime(pattern, at, zone));
}

const INSTANT = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const OFFSET = /(Z|[+-]\d\d:?\d\d)$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
const DEFAULT_FORMAT = '%Y-%m-%d %H:%M';
/** Years 1 to 9999. */
const INSTANT_MIN = Date.parse('0001-01-01T00:00:00Z');
const INSTANT_MAX = Date.parse('9999-12-31T00:00:00Z');

/**
 * An instant as epoch milliseconds: a number or digits are Unix seconds, a text is RFC 3339. Null for anything else,
 * `now` among it: rendering must give the same bytes on every attempt, so templates have no clock.
 */
function instantOf(value: unknown): number | null {
  if (typeof value === 'number') return withinRange(value * 1000);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^-?\d{1,12}$/.test(text)) return withinRange(Number(text) * 1000);
  if (!INSTANT.test(text)) return null;
  // A text without an offset would be read in the machine's own time zone.
  return withinRange(
    Date.parse(OFFSET.test(text) || DAY.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`),
  );
}

function withinRange(at: number): number | null {
  return at >= INSTANT_MIN && at <= INSTANT_MAX ? Math.trunc(at) : null;
}

/** What is no instant stays as it is, as Liquid's own `date` leaves it. */
function mapInstant(value: unknown, format: (at: number) => unknown): unknown {
  const at = instantOf(value);
  return at === null ? value : format(at);
}
