import { readAvatar } from '../canonical/gravatar.js';
import type { Person, Team } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';

/** A person; `name` is null where nobody said, as SupportBee sends customers who only wrote an e-mail. */
export function person(one: Person): JsonObject {
  return { ...identity(one), picture: thumbnails(one.avatar) };
}

/** Who did it. */
export function actor(one: Person): JsonObject {
  return { ...identity(one), active_tickets_count: one.activeTickets, picture: thumbnails(one.avatar) };
}

/** Somebody of whom only the address is known. SupportBee's API lists people in `cc`, not addresses. */
export function copyReader(email: string): JsonObject {
  return {
    id: 0,
    email,
    name: null,
    role: 'customer',
    agent: false,
    picture: thumbnails(readAvatar(undefined, email)),
  };
}

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
