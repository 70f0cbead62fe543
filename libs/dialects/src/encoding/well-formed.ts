import { isList, isObject, type JsonObject, type JsonValue } from '../json-value.js';

/**
 * The same value with every lone surrogate replaced by U+FFFD, in keys too: UTF-8 cannot carry them, and PHP refuses
 * a whole text for one. Keys that become equal merge as a JSON reader merges them: first place, last value.
 */
export function wellFormed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.toWellFormed();
  if (isList(value)) return value.map(wellFormed);
  if (isObject(value)) return wellFormedObject(value);
  return value;
}

/** As `wellFormed`, of an object. */
export function wellFormedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]),
  );
}
