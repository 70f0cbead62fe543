import type { Person, Team } from '../canonical/model.js';
import { readPerson, type Standing } from '../canonical/read-person.js';
import type { JsonObject } from '../json-value.js';

/** A person; `name` is null where nobody said, as SupportBee sends customers who only wrote an e-mail. */
export function person(one: Person): JsonObject {
  return { ...identity(one), picture: thumbnails(one.avatar) };
}

/** Who did it. */
export function actor(one: Person): JsonObject {
  return { ...identity(one), active_tickets_count: one.activeTickets, picture: thumbnails(one.avatar) };
}

/** In the place of somebody whom receivers expect and the helpdesk does not name: they read into it unchecked. */
export function nobody(standing: Standing): Person {
  return readPerson(() => 0, undefined, standing);
}

/** In the place of a team that the helpdesk does not name. */
export const NO_TEAM: Team = { id: 0, name: '', picture: null };

/** A team; its picture has the same thumbnails as a person's, null where the helpdesk states none. */
export function team(one: Team): JsonObject {
  return {
    id: one.id,
    name: one.name,
    picture: Object.fromEntries(THUMBNAILS.map((size) => [`thumb${size}`, one.picture])),
  };
}

const THUMBNAILS = ['20', '24', '32', '48', '64', '128'] as const;

function identity(one: Person): JsonObject {
  return {
    id: one.id,
    email: one.email,
    name: one.name === '' ? null : one.name,
    role: one.role,
    agent: one.isAgent,
  };
}

function thumbnails(avatar: Person['avatar']): JsonObject {
  return Object.fromEntries(THUMBNAILS.map((size) => [`thumb${size}`, avatar[size]]));
}
