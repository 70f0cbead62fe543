import type { Json } from '../json-value.js';
import type { IdKind, IntegerIds } from './integer-ids.js';
import { textOf } from './lenient-values.js';

const DIGITS = /^[0-9]{1,16}$/;

/**
 * The integer of a key: a safe integer is its own, also when it is written in digits; every other key has one of its
 * tenant's. Null where there is no key.
 */
export function integerIdOrNull(ids: IntegerIds, kind: IdKind, key: Json): number | null {
  if (typeof key === 'number' && Number.isSafeInteger(key)) return key === 0 ? 0 : key;
  const text = textOf(key);
  if (text === '') return null;
  if (DIGITS.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  return ids(kind, text);
}

/** The integer of a key; 0 where there is no key. */
export function integerId(ids: IntegerIds, kind: IdKind, key: Json): number {
  return integerIdOrNull(ids, kind, key) ?? 0;
}
