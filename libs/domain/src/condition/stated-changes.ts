import type { ConditionEvent } from './condition-event.js';
import type { ChangeCandidate, ChangeTarget } from './condition.js';
import { changeOf, type FieldChange } from './change-sides.js';
import { isBuiltIn, namesakes } from './change-target.js';
import { customFieldNames, type CustomFieldNames } from './custom-field-names.js';
import { impliedChanges, withStatusBases } from './implied-changes.js';
import { withSnapshotNames } from './snapshot-names.js';
import { firstElements, foldText, memberOf } from './value-key.js';

/** The changes of an event, found once for all fields that are asked for. */
export interface EventChanges {
  /** What the changes belong to: `ticket`, `user`, `article`; null: whatever is asked for. */
  readonly owner: string | null;
  readonly entries: readonly NamedEntry[];
}

interface NamedEntry {
  readonly entry: unknown;
  /** By which any field is meant, and by which a custom field is. Folded. */
  readonly names: ReadonlySet<string>;
  readonly customNames: ReadonlySet<string>;
}

const OWNER_OF: Readonly<Record<string, string>> = {
  ticket: 'ticket',
  reply: 'ticket',
  note: 'ticket',
  sla: 'ticket',
  user: 'user',
  article: 'article',
};
const OWNER_PREFIX = /^(?:data\.)?(?:(?:ticket|user|article)\.)?(?:flags\.)?/;
const CAMEL = /([a-z])([A-Z])/g;
const NAMING_SUFFIX = /(?:_ids?|\.(?:id|slug|name))$/;
const OTHERS_MEMBER = /^(?:requester|customer)\./;
const CUSTOM_PREFIX = /^custom_fields\./;

/** Reads `changes[]` and what the event's type says beside it. */
export function eventChanges(event: ConditionEvent): EventChanges {
  const [group = ''] = event.type.split('.', 1);
  const stated = event.data['changes'];
  const named = (Array.isArray(stated) ? firstElements(stated) : []).map(namedEntry);
  const namesOf = customFieldNames(event);
  const entries = named.map((change) => withSnapshot(event, withOtherNames(change, namesOf)));
  const implied = impliedChanges(event, entries.length > 0).map(namedEntry);
  return {
    owner: Object.hasOwn(OWNER_OF, group) ? (OWNER_OF[group] ?? null) : null,
    entries: [
      ...entries,
      ...implied.filter((change) => !entries.some((entry) => isSameField(change, entry))),
    ],
  };
}

function isSameField(implied: NamedEntry, stated: NamedEntry): boolean {
  return [...implied.names].flatMap(namesakes).some((name) => stated.names.has(name));
}

function withSnapshot(event: ConditionEvent, change: NamedEntry): NamedEntry {
  const entry = withSnapshotNames(event, change.names, change.entry);
  const isStatus = change.names.has('status') || change.names.has('state');
  return { ...change, entry: isStatus ? withStatusBases(event, entry) : entry };
}

/** A name that a built-in field has as well means a custom field only as `custom_fields.<name>`. */
function withOtherNames(change: NamedEntry, namesOf: CustomFieldNames): NamedEntry {
  const others = change.customNames.size === 0 ? [] : namesOf(change.customNames);
  if (others.length === 0) return change;
  const customNames = others.flatMap((name) => [name, `custom_fields.${name}`]);
  return { ...change, customNames: new Set([...change.customNames, ...customNames]) };
}

/** The change of a field; null: nothing says that it changed. */
export function changeOfField(changes: EventChanges, target: ChangeTarget): FieldChange | null {
  if (target.owner !== null && changes.owner !== null && target.owner !== changes.owner) return null;
  for (const candidate of target.candidates) {
    const entries = changes.entries.filter((entry) => isMeant(entry, candidate)).map(({ entry }) => entry);
    if (entries.length > 0) return changeOf(entries, candidate.part);
  }
  return null;
}

function isMeant({ names, customNames }: NamedEntry, { name, custom }: ChangeCandidate): boolean {
  return names.has(name) || (custom && customNames.has(name));
}

function namedEntry(entry: unknown): NamedEntry {
  const names = textsOf(entry, ['field', 'slug']).map(plainName);
  const custom = names.some(isBuiltIn) ? [] : [...names, ...textsOf(entry, ['key', 'id']).map(foldText)];
  return {
    entry,
    names: new Set(names.flatMap((name) => [name, shortName(name)])),
    customNames: new Set(custom.map((name) => name.replace(CUSTOM_PREFIX, ''))),
  };
}

function textsOf(entry: unknown, members: readonly string[]): string[] {
  return members
    .map((name) => memberOf(entry, name))
    .filter((name) => typeof name === 'string' || typeof name === 'number')
    .map(String);
}

/** `data.ticket.primaryAgent` is `primary_agent`. */
function plainName(name: string): string {
  return foldText(name.replaceAll(CAMEL, '$1_$2')).replace(OWNER_PREFIX, '');
}

/** A built-in field may be reported by what names it: `status.slug`, `assignee_id`. A requester's name is another matter. */
function shortName(name: string): string {
  const short = name.replace(OTHERS_MEMBER.test(name) ? '' : NAMING_SUFFIX, '');
  return isBuiltIn(short) ? short : name;
}
