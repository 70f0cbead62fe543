import type { EntryNames } from './condition.js';
import { foldText, memberOf } from './value-key.js';

const CUSTOM_SLUG = /^cust_(\d+)$/i;
const NUMBER = /^\d+$/;

/** The names by which a segment behind `custom_fields` means an entry: `cust_24` and `24` are the same field. */
export function entryNames(segment: string): EntryNames {
  const number = CUSTOM_SLUG.exec(segment)?.[1];
  const exact = [segment];
  if (number !== undefined) exact.push(number);
  if (NUMBER.test(segment)) exact.push(`cust_${segment}`);
  return Object.freeze({ exact: Object.freeze(exact), folded: Object.freeze(exact.map(foldText)) });
}

/** What a custom field holds: its value, its values, its items' labels. */
export function entryValues(entry: unknown): readonly unknown[] {
  const items = memberOf(entry, 'items');
  const labels = Array.isArray(items) ? items.map((item) => memberOf(item, 'label')) : [];
  return [memberOf(entry, 'value'), memberOf(entry, 'values'), labels];
}
