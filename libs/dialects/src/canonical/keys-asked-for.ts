import type { IdKey, IdKind, IntegerIds } from './integer-ids.js';

/** What was made of an event before the integers of all its keys were known. */
export interface KeysAskedFor<T> {
  readonly made: T;
  /** The distinct keys for which it asked an integer. */
  readonly keys: readonly IdKey[];
  /** Whether each of them was known: what was made is final then. The others counted as 0. */
  readonly isFinal: boolean;
}

/** Makes something with the integers that are known, and tells which it needs. */
export function keysAskedFor<T>(
  make: (ids: IntegerIds) => T,
  known: (kind: IdKind, key: string) => number | undefined,
): KeysAskedFor<T> {
  const asked = new Map<string, IdKey>();
  let isFinal = true;
  const made = make((kind, key) => {
    asked.set(`${kind} ${key}`, { kind, key });
    const id = known(kind, key);
    isFinal &&= id !== undefined;
    return id ?? 0;
  });
  return { made, keys: [...asked.values()], isFinal };
}
