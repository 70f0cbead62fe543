import type { Json } from '../json-value.js';

/**
 * Lenient reading of an event's values. Its schema is loose, so anything may be absent, null or of another type than
 * expected: every function here answers with a fallback and none throws.
 */

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

/** The digits of such a text beyond milliseconds, up to 100 ns: always four. */
export function digitsBeyondMs(value: Json): string {
  const text = instantOrNull(value) === null ? '' : textOf(value);
  const [, digits = ''] = /\.\d{3}(\d{1,4})/.exec(text) ?? [];
  return digits.padEnd(4, '0');
}
