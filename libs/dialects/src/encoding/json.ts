import type { JsonValue } from '../json-value.js';
import { wellFormed } from './well-formed.js';

/** A value as JavaScript's `JSON.stringify` writes it; lone surrogates are replaced by U+FFFD. */
export function encodeJson(value: JsonValue): string {
  const text = JSON.stringify(value);
  // JSON.stringify escapes them; the few other texts that look so are only encoded a second time.
  return /\\ud[89a-f]/.test(text) ? JSON.stringify(wellFormed(value)) : text;
}
