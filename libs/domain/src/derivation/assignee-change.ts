import { isObject, type JsonObject } from './json-object.js';

/** Who or what a ticket is assigned to, as an object of the canonical model. */
export type Assignee = JsonObject;

/** What the changes of one kind of assignees come to. */
export interface AssigneeChange {
  /** Who was assigned before, as far as it is told. */
  readonly before: readonly Assignee[];
  readonly assigned: readonly Assignee[];
  readonly unassigned: readonly Assignee[];
}

/** Everybody is compared with everybody: of more than these, nobody can tell in time who is new. */
const ASSIGNEES_MAX = 100;
const UNTOLD: AssigneeChange = { before: [], assigned: [], unassigned: [] };

/** What the snapshot knows of the assignees. Null: it says nothing. */
export interface KnownAssignees {
  readonly before: readonly Assignee[] | null;
  readonly now: readonly Assignee[] | null;
  /** Everybody who is described somewhere in the event; they are told apart as the changes tell them. */
  readonly described: readonly Assignee[];
}

/**
 * Who was newly assigned and who was taken off. Both sides of the changes count; where they leave one out, the snapshot
 * stands in. Whoever the snapshot still has among the assignees was not taken off.
 */
export function assigneeChange(changes: readonly JsonObject[], known: KnownAssignees): AssigneeChange {
  if (changes.length > ASSIGNEES_MAX || hasTooMany(changes, 'old') || hasTooMany(changes, 'new'))
    return UNTOLD;
  const told = { before: sideOf(changes, 'old'), now: sideOf(changes, 'new') };
  const before = told.before ?? known.before ?? (told.now === null ? null : []);
  const now = told.now ?? known.now ?? (told.before === null ? null : []);
  const describe = (one: Assignee) => known.described.find((other) => isSame(one, other)) ?? one;
  if (before === null || now === null)
    return { before: (before ?? []).map(describe), assigned: [], unassigned: [] };
  const staying = [...now, ...(known.now ?? [])];
  return {
    before: before.map(describe),
    assigned: now.filter((one) => !has(before, one)).map(describe),
    unassigned: before.filter((one) => !has(staying, one)).map(describe),
  };
}

/** The assignees that a list or a single value describes, each once. A value that describes nobody is left out. */
export function assigneesOf(value: unknown): Assignee[] {
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, ASSIGNEES_MAX) : [value];
  return unique(list.map((one) => assigneeOf(one, undefined, undefined)));
}

type Side = 'old' | 'new';

function hasTooMany(changes: readonly JsonObject[], side: Side): boolean {
  const count = ({ [side]: value }: JsonObject) => (Array.isArray(value) ? value.length : 0);
  return changes.reduce((sum, entry) => sum + count(entry), 0) > ASSIGNEES_MAX;
}

/** Everybody on one side of the changes; null when no entry states that side. */
function sideOf(changes: readonly JsonObject[], side: Side): Assignee[] | null {
  const stated = changes.filter((entry) => entry[side] !== undefined || entry[`${side}_id`] !== undefined);
  if (stated.length === 0) return null;
  return unique(
    stated.flatMap((entry) => {
      const value = entry[side];
      if (Array.isArray(value)) return assigneesOf(value);
      return [assigneeOf(value, entry[`${side}_id`], entry[`${side}_label`])];
    }),
  );
}

/** A bare text with an "@" is an address, any other bare value a key. Nobody is null, 0, an empty text or object. */
function assigneeOf(value: unknown, id: unknown, label: unknown): Assignee | null {
  if (id === 0 || id === '') return null;
  const name = typeof label === 'string' && label !== '' ? { name: label } : {};
  const key = isKey(id) ? { id } : {};
  if (isObject(value)) return keysOf(value).length === 0 ? null : { ...name, ...key, ...value };
  if (isKey(id))
    return { id, ...(typeof value === 'string' && value !== '' ? { name: value } : {}), ...name };
  if (!isKey(value)) return null;
  return {
    ...(typeof value === 'string' && value.includes('@') ? { email: value } : { id: value }),
    ...name,
  };
}

function isKey(value: unknown): value is string | number {
  return (typeof value === 'number' && value !== 0) || (typeof value === 'string' && value !== '');
}

/** By their ids where both have one, else by their addresses, else by anything that both are known by. */
function isSame(one: Assignee, other: Assignee): boolean {
  const telling = isBareText(one) || isBareText(other) ? [] : ['id', 'email'];
  for (const name of telling) {
    const [mine, theirs] = [one[name], other[name]];
    if (isKey(mine) && isKey(theirs)) return folded(mine) === folded(theirs);
  }
  const keys = keysOf(other);
  return keysOf(one).some((key) => keys.includes(key));
}

/** A bare text in a change may be a name as well as a key. */
function isBareText(one: Assignee): boolean {
  return typeof one['id'] === 'string' && Object.keys(one).length === 1;
}

function keysOf(one: Assignee): string[] {
  return ['id', 'external_id', 'email', 'name', 'slug'].flatMap((name) => {
    const value = one[name];
    return isKey(value) ? [folded(value)] : [];
  });
}

function folded(value: string | number): string {
  return String(value).trim().toLowerCase();
}

function has(list: readonly Assignee[], one: Assignee): boolean {
  return list.some((other) => isSame(one, other));
}

function unique(list: readonly (Assignee | null)[]): Assignee[] {
  const found: Assignee[] = [];
  for (const one of list) if (one !== null && !has(found, one)) found.push(one);
  return found;
}
