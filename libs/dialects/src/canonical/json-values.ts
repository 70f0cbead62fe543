import type { JsonObject, JsonValue } from '../options.js';

/**
 * Lenient access to the JSON of an event. Its schema is loose, so anything may be absent, null or of another type than
 * expected: every function here answers with a fallback and none throws.
 */
export type Json = JsonValue | undefined;

const utf8 = new TextDecoder();

/** The value that UTF-8 bytes of JSON hold; undefined when they hold none. */
export function parseJson(bytes: Uint8Array): Json {
  try {
    const value: JsonValue = JSON.parse(utf8.decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value at a path of nested objects; undefined where there is none. */
export function memberOf(value: Json, ...path: readonly string[]): Json {
  let found = value;
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return found;
}

/** The object itself, or an empty one. */
export function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

/** The list itself, or an empty one. */
export function listOf(value: Json): readonly JsonValue[] {
  return isList(value) ? value : [];
}

/** A text as it is and a number in digits; else empty. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** The first text among the values that is not empty; empty when none is. */
export function firstText(...values: readonly Json[]): string {
  return values.map(textOf).find((text) => text !== '') ?? '';
}

/** A text that is not empty; else null. */
export function textOrNull(value: Json): string | null {
  const text = textOf(value);
  return text === '' ? null : text;
}

export function flagOf(value: Json, fallback = false): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

const DIGITS = /^[0-9]{1,16}$/;

/** A number as an integer (fractions are cut off), also from a text of digits; else null. */
export function integerOrNull(value: Json): number | null {
  const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  if (typeof number !== 'number') return null;
  const integer = Math.trunc(number);
  if (!Number.isSafeInteger(integer)) return null;
  return integer === 0 ? 0 : integer;
}

/** A number of things: 0 or more. */
export function countOf(value: Json): number {
  return Math.max(0, integerOrNull(value) ?? 0);
}

const INSTANT = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?$/;
const HAS_ZONE = /([Zz]|[+-]\d\d:?\d\d)$/;

/** An RFC 3339 text in epoch milliseconds, without a zone taken as UTC; null when it is no instant. */
export function instantOrNull(value: Json): number | null {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null;
  const text = value.replace(' ', 'T');
  const at = Date.parse(HAS_ZONE.test(text.slice(10)) ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}
