import { isList, memberOf, type JsonValue } from '../json-value.js';

/**
 * A value as SupportCandy's REST API shows it: integers as numbers, everything else as text, nothing as `''`, several
 * as a list. A thing goes by its id, else by its slug or name.
 */
export function plainValue(value: JsonValue): JsonValue {
  return isList(value) ? value.map(plainScalar) : plainScalar(value);
}

function plainScalar(value: JsonValue): string | number {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return nameOf(value);
}

function plainNumber(value: number): string | number {
  if (!Number.isSafeInteger(value)) return String(value);
  return value === 0 ? 0 : value;
}

function nameOf(value: JsonValue): string | number {
  for (const key of ['id', 'slug', 'name']) {
    const part = memberOf(value, key);
    if (typeof part === 'string') return part;
    if (typeof part === 'number') return plainNumber(part);
  }
  return '';
}
