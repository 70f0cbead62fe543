import type { ConditionEvent } from './condition-event.js';
import { firstElements, foldText, memberOf } from './value-key.js';

const OWNERS = ['ticket', 'user', 'article'] as const;
const NAMING_MEMBERS = ['key', 'slug', 'id'] as const;
const CUSTOM_ID = /^cust_(?=\d+$)/;

/** The names of the custom field that has one of some names in the event; none where it has no such. */
export type CustomFieldNames = (names: Iterable<string>) => readonly string[];

/**
 * By what names an event calls each of its custom fields: a helpdesk may report a change by the slug or id of what conditions
 * name by its key, and the snapshot tells that they are the same. Of several with one name the first counts.
 */
export function customFieldNames({ data }: ConditionEvent): CustomFieldNames {
  let known: ReadonlyMap<string, readonly string[]> | null = null;
  return (names) => {
    known ??= namesByName(data);
    const all = known;
    return Array.from(names).flatMap((name) => all.get(withoutPrefix(name)) ?? []);
  };
}

function namesByName(data: ConditionEvent['data']): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, readonly string[]>();
  for (const entry of OWNERS.flatMap((owner) => entriesOf(data[owner]))) {
    const names = namesOf(entry);
    for (const name of names) {
      const plain = withoutPrefix(name);
      if (!known.has(plain)) known.set(plain, names);
    }
  }
  return known;
}

function entriesOf(owner: unknown): readonly unknown[] {
  const entries = memberOf(owner, 'custom_fields');
  return Array.isArray(entries) ? firstElements(entries) : [];
}

function namesOf(entry: unknown): readonly string[] {
  return NAMING_MEMBERS.map((member) => memberOf(entry, member))
    .filter((name) => typeof name === 'string' || typeof name === 'number')
    .map((name) => foldText(String(name)));
}

/** `cust_24` and `24` are the same field. */
function withoutPrefix(name: string): string {
  return name.replace(CUSTOM_ID, '');
}
