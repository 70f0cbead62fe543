import { isObject, type JsonObject } from './json-object.js';

/** The bases that a status can have (dialects page, section 7). A slug or label that is such a word is its own base. */
const BASES: ReadonlySet<string> = new Set([
  'new',
  'open',
  'in_progress',
  'stopped',
  'canceled',
  'cancelled',
  'resolved',
  'closed',
]);
const CLOSED = 'closed';

/**
 * Whether a change of status closes or reopens the ticket. The new base is that of the ticket, which is as it is after
 * the change. An old base that nothing tells counts as not closed, and so does a new one.
 */
export function closedChange(
  ticket: unknown,
  changes: readonly JsonObject[],
): 'ticket.closed' | 'ticket.reopened' | null {
  const before = formerBase(changes);
  const after = baseNow(ticket) ?? statedBase(changes, 'new') ?? baseWord(changes, 'new') ?? wordNow(ticket);
  if (before !== CLOSED && after === CLOSED) return 'ticket.closed';
  return before === CLOSED && after !== CLOSED ? 'ticket.reopened' : null;
}

/** The base of the status before its change, as far as the entries of the change tell it; null: they do not. */
export function formerBase(changes: readonly JsonObject[]): string | null {
  return statedBase(changes, 'old') ?? baseWord(changes, 'old');
}

type Side = 'old' | 'new';

function baseNow(ticket: unknown): string | null {
  return normalised(member(member(ticket, 'status'), 'base'));
}

function wordNow(ticket: unknown): string | null {
  return firstBase(namesOf(member(ticket, 'status')));
}

/** The base that the entries state as such. */
function statedBase(changes: readonly JsonObject[], side: Side): string | null {
  for (const entry of changes) {
    const isOfBase = /(^|[._])base$/i.test(String(entry['field']));
    const base =
      normalised(entry[`${side}_base`]) ??
      normalised(member(entry[side], 'base')) ??
      (isOfBase ? normalised(entry[side]) : null);
    if (base !== null) return base;
  }
  return null;
}

/** The base that the slug or label of the entries happens to be. */
function baseWord(changes: readonly JsonObject[], side: Side): string | null {
  return firstBase(changes.flatMap((entry) => [...namesOf(entry[side]), entry[`${side}_label`]]));
}

/** A status is told by its slug alone or as an object. */
function namesOf(status: unknown): unknown[] {
  return isObject(status) ? [status['slug'], status['name']] : [status];
}

function firstBase(names: readonly unknown[]): string | null {
  return names.map(normalised).find((name) => name !== null && BASES.has(name)) ?? null;
}

function normalised(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  return value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
