import { isJsonObject } from './tree.js';

/** Values that events had, by the field that a condition names them with. */
export type SeenValues = ReadonlyMap<string, readonly string[]>;

const VALUES_MAX = 40;
const CHARACTERS_MAX = 60;
const DEPTH_MAX = 6;

/** Values that are known without any event. */
const KNOWN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^ticket\.status\.base$/, ['new', 'in_progress', 'stopped', 'canceled', 'resolved', 'closed']],
  [
    /^ticket\.priority(?:\.slug)?$|^ticket\.urgency$/,
    ['low', 'normal', 'medium', 'high', 'urgent', 'critical'],
  ],
  [/^ticket\.status(?:\.slug)?$/, ['new', 'open', 'pending', 'closed']],
  [/^actortype$/, ['agent', 'client', 'system', 'trigger', 'api']],
  [/^ticket\.type$/, ['internal', 'public']],
  [/(?:^|\.)origin\.slug$/, ['web', 'email', 'chat', 'api']],
  [/^message\.kind$/, ['report', 'reply', 'note', 'log']],
  [/\.kind$/, ['agent', 'client']],
];
const PERFORMERS = ['agent', 'client', 'system', 'trigger', 'api'];

/** What to offer where a value of a field is entered: what events had first. */
export function suggestedValues(
  field: string,
  operator: string,
  seen: SeenValues,
  eventTypes: readonly string[],
): readonly string[] {
  if (operator === 'changed_by') return PERFORMERS;
  if (field === 'type') return eventTypes;
  const name = field.replace(/^data\./, '');
  const known = KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? [];
  return [...new Set([...(seen.get(name) ?? []), ...known])];
}

/** Collects the values of events. An object counts by its slug, name and e-mail address too, as conditions compare it. */
export function valuesIn(events: readonly unknown[]): SeenValues {
  const seen = new Map<string, string[]>();
  for (const event of events) {
    if (!isJsonObject(event)) continue;
    for (const name of ['source', 'actortype']) note(seen, name, event[name]);
    collect(seen, '', event['data'], 0);
  }
  return seen;
}

function collect(seen: Map<string, string[]>, path: string, value: unknown, depth: number): void {
  if (depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    for (const element of value) collect(seen, path, element, depth);
    return;
  }
  if (!isJsonObject(value)) return note(seen, path, value);
  for (const [name, member] of Object.entries(value)) {
    if (path === '' && name === 'changes') continue;
    if (name === 'custom_fields' && Array.isArray(member)) customFields(seen, below(path, name), member);
    else collect(seen, below(path, name), member, depth + 1);
  }
  for (const name of ['slug', 'name', 'email']) note(seen, path, value[name]);
}

function customFields(seen: Map<string, string[]>, path: string, entries: readonly unknown[]): void {
  for (const entry of entries) {
    if (!isJsonObject(entry)) continue;
    const name = entry['key'] ?? entry['slug'] ?? entry['id'];
    if (typeof name !== 'string' && typeof name !== 'number') continue;
    const field = below(path, String(name));
    if (!seen.has(field)) seen.set(field, []);
    for (const value of [entry['value'], entry['values']].flat()) note(seen, field, value);
  }
}

function note(seen: Map<string, string[]>, field: string, value: unknown): void {
  if (field === '' || (typeof value !== 'string' && typeof value !== 'number')) return;
  const text = String(value);
  if (text === '' || text.length > CHARACTERS_MAX || text.includes('\n')) return;
  const values = seen.get(field) ?? [];
  if (values.length < VALUES_MAX && !values.includes(text)) seen.set(field, [...values, text]);
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
