/** An object that came out of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object itself, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The list itself, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is nested at most so deep: whoever walks through it later must not run out of stack. */
export function isNestedAtMost(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isNestedAtMost(inner, levels - 1));
}

/** What stands at the end of a path; undefined where there is nothing. Inherited members do not count. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}

/** A text that says something; numbers are written out. Null: there is none. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const DIGITS = /^[1-9][0-9]{0,15}$/;
const KEY_LENGTH_MAX = 128;

/** An id. Helpdesks that write their integers as texts mean integers. Null: there is none; 0 and "" name nothing. */
export function keyOf(value: unknown): string | number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value !== 0 ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (text === '' || text === '0' || text.length > KEY_LENGTH_MAX) return null;
  return DIGITS.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

export function integerOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** From here on numbers are milliseconds: as seconds they would be instants of the year 5138 and later. */
const MILLISECONDS_MIN = 100_000_000_000;
/** The last one that has four digits of a year. */
const INSTANT_MS_MAX = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const EPOCH_TEXT = /^[0-9]{9,13}(\.[0-9]+)?$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ])/;
const ZONELESS_TIME = /[T ][0-9:.]+$/;

/**
 * An instant, of a date or of seconds or milliseconds since the epoch, as RFC 3339 in UTC. One that names no zone is in UTC,
 * wherever this runs. Null: there is none.
 */
export function instantOf(value: unknown): string | null {
  const ms = typeof value === 'number' ? millisecondsOf(value) : textMilliseconds(textOf(value) ?? '');
  return Number.isFinite(ms) && ms <= INSTANT_MS_MAX ? new Date(ms).toISOString() : null;
}

/** NaN for what people write for people: what such a date means depends on where it is read. */
function textMilliseconds(text: string): number {
  if (EPOCH_TEXT.test(text)) return millisecondsOf(Number(text));
  if (!DATE.test(text)) return Number.NaN;
  return Date.parse(ZONELESS_TIME.test(text) ? `${text}Z` : text);
}

function millisecondsOf(number: number): number {
  if (number <= 0) return Number.NaN;
  return Math.round(number < MILLISECONDS_MIN ? number * 1_000 : number);
}

/** The object without what is null or undefined; null when nothing is left. */
export function compact(object: JsonObject): JsonObject | null {
  const entries = Object.entries(object).filter(([, value]) => value !== null && value !== undefined);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** A name as a slug: `Pending Reminder` → `pending_reminder`. */
export function slugOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
}
