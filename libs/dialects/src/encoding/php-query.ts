import { isList, type JsonObject, type JsonValue } from '../json-value.js';
import { phpTextNumber } from './php-number.js';
import { wellFormedObject } from './well-formed.js';

/** A value as PHP's `http_build_query($value, '', '&')` writes it. */
export function encodePhpQuery(value: JsonObject): string {
  return Object.entries(wellFormedObject(value))
    .flatMap(([key, member]) => pairs(urlEncode(key), member))
    .join('&');
}

/** The pairs of one value under its encoded key: none for null and for an array without any. */
function pairs(key: string, value: JsonValue): readonly string[] {
  if (typeof value !== 'object') {
    const text = scalarText(value);
    return text === null ? [] : [`${key}=${urlEncode(text)}`];
  }
  if (value === null) return [];
  const members = isList(value)
    ? value.map((member, index) => [index, member] as const)
    : Object.entries(value);
  return members.flatMap(([name, member]) => pairs(`${key}%5B${urlEncode(String(name))}%5D`, member));
}

/** Null for what JSON has no number for. */
function scalarText(value: string | number | boolean): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return Number.isFinite(value) ? phpTextNumber(value) : null;
}

/** PHP's `urlencode` (RFC 1738): only letters, digits and `-_.` stay, a space is a plus sign. */
function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*~]/g, percentEncode);
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
