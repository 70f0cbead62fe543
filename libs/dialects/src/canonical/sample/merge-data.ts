import { isObject, memberOf, type JsonObject, type JsonValue } from '../../json-value.js';

/**
 * The data with changes merged in, object by object. Everything else is replaced: lists, values, and objects with
 * another id, which are about another thing.
 */
export function mergeData(data: JsonObject, changes: JsonObject): JsonObject {
  const changed = Object.entries(changes).map(([name, value]): [string, JsonValue] => {
    const known = memberOf(data, name);
    const merges = isObject(known) && isObject(value) && isSameThing(known, value);
    return [name, merges ? mergeData(known, value) : value];
  });
  return Object.fromEntries([...Object.entries(data), ...changed]);
}

function isSameThing(known: JsonObject, value: JsonObject): boolean {
  const id = memberOf(value, 'id');
  return id === undefined || memberOf(known, 'id') === undefined || id === memberOf(known, 'id');
}
