import type { ConditionEvent } from './condition-event.js';
import type { ChangeCandidate, ChangeTarget } from './condition.js';
import { changeOf, type FieldChange } from './change-sides.js';
import { changeTarget, isBuiltIn } from './change-target.js';
import { impliedChanges, withStatusBases } from './implied-changes.js';
import { foldText, memberOf } from './value-key.js';

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
const OWNER_PREFIX = /^(?:ticket|user|article)\./;
const CUSTOM_PREFIX = /^custom_fields\./;

/** Reads `changes[]` and what the event's type says beside it. */
export function eventChanges(event: ConditionEvent): EventChanges {
  const [group = ''] = event.type.split('.', 1);
  const stated = event.data['changes'];
  const entries = (Array.isArray(stated) ? stated : []).map((entry) =>
    namedEntry(withStatusBases(event, entry)),
  );
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
  const { candidates } = changeTarget([...implied.names]);
  return candidates.some(({ name }) => stated.names.has(name));
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
  const texts = (members: readonly string[]) =>
    members
      .map((name) => memberOf(entry, name))
      .filter((name) => typeof name === 'string' || typeof name === 'number')
      .map((name) => foldText(String(name)).replace(OWNER_PREFIX, ''));
  const names = texts(['field', 'slug']);
  const custom = names.some(isBuiltIn) ? [] : [...names, ...texts(['key', 'id'])];
  return {
    entry,
    names: new Set(names),
    customNames: new Set(custom.map((name) => name.replace(CUSTOM_PREFIX, ''))),
  };
}
