import { isList, type JsonObject, type JsonValue } from '../json-value.js';
import { trimmed } from './trimmed.js';

/** PHP reads at most 512 levels; nobody's data has as many as this. What lies deeper becomes null. */
const DEPTH_MAX = 100;
/** PHP makes a list of such keys when they count from 0, JavaScript puts them first. */
const INTEGER_KEY = /^(?:0|-?[1-9]\d*)$/;

/**
 * The value in a shape that PHP, JavaScript and Laravel's input middleware decode and encode again without a change
 * (dialects page, section 5a): texts without blanks around them, `''` as null, integers only, no empty objects (left
 * out; null in a list), no integer keys (`12` becomes `field_12`), no half surrogate pairs.
 */
export function survivable(value: JsonValue): JsonValue {
  return survivor(value, DEPTH_MAX) ?? null;
}

/** As `survivable`, of an object; null when nothing is left of it. */
export function survivableObject(value: JsonObject): JsonObject | null {
  return objectSurvivor(value, DEPTH_MAX) ?? null;
}

/** A text without blanks around it; null when it is empty. */
export function survivableText(text: string): string | null {
  const kept = trimmed(text.toWellFormed());
  return kept === '' ? null : kept;
}

/** Undefined: an object of which nothing is left. */
function survivor(value: JsonValue, depth: number): JsonValue | undefined {
  if (typeof value === 'string') return survivableText(value);
  if (typeof value === 'number') return survivableNumber(value);
  if (typeof value === 'boolean' || value === null) return value;
  if (depth === 0) return null;
  if (isList(value)) return value.map((item) => survivor(item, depth - 1) ?? null);
  return objectSurvivor(value, depth);
}

/** Fractions and integers that JavaScript cannot hold exactly become texts. */
function survivableNumber(value: number): JsonValue {
  if (!Number.isSafeInteger(value)) return String(value);
  return value === 0 ? 0 : value;
}

function objectSurvivor(value: JsonValue & JsonObject, depth: number): JsonObject | undefined {
  const taken = new Set(Object.keys(value));
  const kept = Object.entries(value).flatMap(([key, member]) => {
    const item = survivor(member, depth - 1);
    return item === undefined ? [] : [[survivableKey(key, taken), item] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function survivableKey(key: string, taken: ReadonlySet<string>): string {
  if (!INTEGER_KEY.test(key)) return key.toWellFormed();
  let name = `field_${key}`;
  while (taken.has(name)) name = `_${name}`;
  return name;
}
