import { at, compact, textOf, type JsonObject } from '../reading.js';
import { personId } from './ticket.js';

/** Who did it, and who wrote the latest comment. */
export interface TriggerPeople {
  readonly actor: JsonObject | null;
  readonly author: JsonObject | null;
}

/**
 * The people of a trigger's body. Only `actor.role` says what somebody is; it counts for the author too where they are the
 * same. Bodies without a role tell those who requested the ticket, or have it, from all others.
 */
export function triggerPeople({ actor, comment, ticket }: JsonObject): TriggerPeople {
  const [who, wrote] = [personOf(actor), personOf(at(comment, 'author'))];
  const told = isStaffRole(at(actor, 'role'));
  const authorTold = isSame(wrote, who) ? told : null;
  return {
    actor: who === null ? null : compact({ ...who, is_agent: told ?? placeOf(who, ticket) }),
    author: wrote === null ? null : compact({ ...wrote, is_agent: authorTold ?? placeOf(wrote, ticket) }),
  };
}

/** A placeholder of nobody is an empty text. */
export function personOf(given: unknown): JsonObject | null {
  return compact({
    id: personId(at(given, 'id')),
    name: textOf(at(given, 'name')),
    email: textOf(at(given, 'email')),
  });
}

const CUSTOMER = /^end[ _-]?user$/i;
const STAFF = /\b(agent|admin|administrator|owner)\b/i;

/** Zendesk writes `Agent`, `Admin` or `End-user`. Null: anything else. */
function isStaffRole(role: unknown): boolean | null {
  const name = textOf(role)?.trim() ?? '';
  return CUSTOMER.test(name) ? false : STAFF.test(name) ? true : null;
}

/** What somebody is by the place in the ticket: only agents have tickets. */
function placeOf(person: JsonObject, ticket: unknown): boolean | null {
  if (isSame(person, personOf(at(ticket, 'requester')))) return false;
  return isSame(person, personOf(at(ticket, 'assignee'))) ? true : null;
}

/** By what both of them have, the surest first. */
function isSame(one: JsonObject | null, other: JsonObject | null): boolean {
  const shared = ['id', 'email', 'name'].find(
    (key) => textOf(one?.[key]) !== null && textOf(other?.[key]) !== null,
  );
  if (shared === undefined) return false;
  const [name, same] = [textOf(one?.[shared]), textOf(other?.[shared])];
  return name?.toLowerCase() === same?.toLowerCase();
}
