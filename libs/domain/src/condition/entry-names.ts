import type { EntryNames } from './condition.js';
import { foldText, memberOf } from './value-key.js';

const CUSTOM_SLUG = /^cust_(\d+)$/i;
const NUMBER = /^\d+$/;
const NAMING_MEMBERS = ['key', 'slug', 'id'] as const;

/** The names by which a segment behind `custom_fields` means an entry: `cust_24` and `24` are the same field. */
export function entryNames(segment: string): EntryNames {
  const number = CUSTOM_SLUG.exec(segment)?.[1];
  const exact = [segment];
  if (number !== undefined) exact.push(number);
  if (NUMBER.test(segment)) exact.push(`cust_${segment}`);
  return Object.freeze({ exact: Object.freeze(exact), folded: Object.freeze(exact.map(foldText)) });
}

/** The entries of a list of custom fields that a segment means: by key, slug or id; another spelling only where none is exact. */
export function namedEntries(entries: readonly unknown[], names: EntryNames): readonly unknown[] {
  const exact = entries.filter((entry) => someName(entry, (name) => names.exact.includes(name)));
  if (exact.length > 0) return exact;
  return entries.filter((entry) => someName(entry, (name) => names.folded.includes(foldText(name))));
}

/** What a custom field holds: its value, its values, its items' labels. */
export function entryValues(entry: unknown): readonly unknown[] {
  const items = memberOf(entry, 'items');
  const labels = Array.isArray(items) ? items.map((item) => memberOf(item, 'label')) : [];
  return [memberOf(entry, 'value'), memberOf(entry, 'values'), labels];
}

/** No lists are made: every event's custom fields are gone through for every field that is asked for. */
function someName(entry: unknown, test: (name: string) => boolean): boolean {
  for (const member of NAMING_MEMBERS) {
    const name = memberOf(entry, member);
    if ((typeof name === 'string' || typeof name === 'number') && test(String(name))) return true;
  }
  return false;
}
