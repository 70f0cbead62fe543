import { isList, type JsonObject, type JsonValue } from '../json-value.js';
import { phpJsonNumber } from './php-number.js';
import { wellFormed } from './well-formed.js';

/**
 * A value as PHP's `json_encode` writes it after `json_decode($text, true)` has read it, so that a receiver who
 * decodes and encodes again gets the same bytes. PHP itself reads fewer than 512 levels.
 */
export function encodePhpJson(value: JsonValue): string {
  // Slashes and non-ASCII stand in strings only; the text outside them needs no escape.
  return write(wellFormed(value)).replace(/[/\u0080-\uffff]/g, escapeUnit);
}

function write(value: JsonValue): string {
  if (typeof value === 'number') return Number.isFinite(value) ? phpJsonNumber(value) : 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(write).join(',')}]`;
  return writeArray(value);
}

/** PHP has one kind of array: keys that count from 0 make it a list, and so do no keys at all. */
function writeArray(object: JsonObject): string {
  const entries = Object.entries(object);
  if (entries.every(([key], index) => key === String(index))) {
    return `[${entries.map(([, member]) => write(member)).join(',')}]`;
  }
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}

/** One UTF-16 unit at a time: beyond the basic plane that gives PHP's surrogate pairs. */
function escapeUnit(unit: string): string {
  return unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
