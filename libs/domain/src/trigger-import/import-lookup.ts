import type { ImportGiven } from './imported-trigger.js';

/** The name that was given for one of the product's values; null where none was. */
export function lookUp({ lookups }: ImportGiven, field: string, value: string): string | null {
  if (!Object.hasOwn(lookups, field)) return null;
  const names = lookups[field] ?? {};
  return Object.hasOwn(names, value) ? (names[value] ?? null) : null;
}
