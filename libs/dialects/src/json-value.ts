import { entryOf } from './table-entry.js';

/** A value of JSON. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** What stands at a place where there may be nothing. */
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

/** Of values that came out of JSON: whether it is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of values that came out of JSON: whether it is a list. */
export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object itself, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The list itself, or an empty one. */
export function listOf(value: unknown): readonly JsonValue[] {
  return isList(value) ? value : [];
}

/** The value at a path of nested objects; undefined where there is none. */
export function memberOf(value: unknown, name: string, ...path: readonly string[]): Json {
  let found = ownMember(value, name);
  for (const next of path) found = ownMember(found, next);
  return found;
}

function ownMember(value: unknown, name: string): Json {
  return isObject(value) ? entryOf(value, name) : undefined;
}
