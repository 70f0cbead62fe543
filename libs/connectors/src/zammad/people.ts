import { at, compact, isObject, keyOf, listOf, textOf, type JsonObject } from '../reading.js';

/** The account "-", which stands for nobody: the owner of tickets that nobody owns. */
const NOBODY_ID = 1;

/** Logins of those who are known to work on a ticket: its owner, and the agents of its group. */
export type Staff = ReadonlySet<string>;

/** Who works on the ticket. Zammad lists only those with access to a group, whom it calls agents. */
export function staffOf(ticket: unknown): Staff {
  const logins = [...listOf(at(ticket, 'group', 'users')), at(personOf(at(ticket, 'owner')), 'external_id')];
  return new Set(logins.flatMap((login) => textOf(login)?.toLowerCase() ?? []));
}

/** A user of Zammad as a person; null for nobody. */
export function personOf(user: unknown, staff: Staff = new Set()): JsonObject | null {
  if (!isObject(user)) return null;
  const id = keyOf(user['id']);
  if (id === null || id === NOBODY_ID) return null;
  const [first, last] = [textOf(user['firstname']), textOf(user['lastname'])];
  const roles = listOf(user['roles']).flatMap((role) => textOf(role) ?? []);
  return compact({
    id,
    external_id: textOf(user['login']),
    first_name: first,
    last_name: last,
    name: [first, last].filter((part) => part !== null).join(' ') || textOf(user['login']),
    email: textOf(user['email']),
    phone: textOf(user['phone']) ?? textOf(user['mobile']),
    roles,
    is_agent: staff.has(textOf(user['login'])?.toLowerCase() ?? '') ? true : isAgentBy(roles),
    organization: textOf(user['organization']) ?? textOf(at(user, 'organization', 'name')),
  });
}

/** Administrators name roles as they like: what one of their own may do is not told. */
function isAgentBy(roles: readonly string[]): boolean | null {
  if (roles.some((role) => role === 'Agent' || role === 'Admin')) return true;
  return roles.length > 0 && roles.every((role) => role === 'Customer') ? false : null;
}
