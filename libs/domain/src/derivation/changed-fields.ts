import { isObject, sameJson, type JsonObject } from './json-object.js';

/** What a change is about: each changed field belongs to exactly one of these. */
export type ChangedPart = 'status' | 'agents' | 'team' | 'fields';

/** The entries of `changes[]` that really change something, by what they are about. */
export type ChangesByPart = Readonly<Record<ChangedPart, readonly JsonObject[]>>;

/**
 * What helpdesks call the parts of a ticket that have events of their own; in singular or plural, also with `_id` or
 * `_ids` behind. Every other field is one of `ticket.fields_changed`.
 */
const PART_BY_FIELD: ReadonlyMap<string, ChangedPart> = new Map([
  ['status', 'status'],
  ['state', 'status'],
  ['base', 'status'],
  ['agent', 'agents'],
  ['assigned_agent', 'agents'],
  ['assigned_to', 'agents'],
  ['assignee', 'agents'],
  ['owner', 'agents'],
  ['primary_agent', 'agents'],
  ['responder', 'agents'],
  ['assigned_group', 'team'],
  ['assigned_team', 'team'],
  ['group', 'team'],
  ['team', 'team'],
]);

/** Sorts `changes[]` by what each entry is about. Entries whose old and new value are the same are left out. */
export function changesByPart(changes: unknown): ChangesByPart {
  const found = { status: [], agents: [], team: [], fields: [] } satisfies Record<ChangedPart, JsonObject[]>;
  const parts: Record<ChangedPart, JsonObject[]> = found;
  for (const entry of Array.isArray(changes) ? changes : []) {
    if (isObject(entry) && isChange(entry)) parts[changedPart(entry['field'])].push(entry);
  }
  return parts;
}

/** What a change of the field is about. Fields are named alone (`status`) or by path (`ticket.status.slug`). */
export function changedPart(field: unknown): ChangedPart {
  if (typeof field !== 'string') return 'fields';
  const [name = ''] = field
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/^(data\.)?ticket\./, '')
    .split('.');
  const singular = name.replace(/_ids?$/, '');
  return PART_BY_FIELD.get(singular) ?? PART_BY_FIELD.get(singular.replace(/s$/, '')) ?? 'fields';
}

/** An entry that only names its field says that it changed; else its values tell, and its labels where it has no values. */
function isChange(entry: JsonObject): boolean {
  const pairs = statedPairs(entry, ['', '_id']);
  const telling = pairs.length > 0 ? pairs : statedPairs(entry, ['_label', '_base']);
  return telling.length === 0 || telling.some(([before, after]) => !sameJson(before, after));
}

function statedPairs(entry: JsonObject, suffixes: readonly string[]): (readonly [unknown, unknown])[] {
  return suffixes
    .map((suffix) => [entry[`old${suffix}`], entry[`new${suffix}`]] as const)
    .filter(([before, after]) => before !== undefined || after !== undefined);
}
