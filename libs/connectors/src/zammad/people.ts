import { at, compact, isObject, keyOf, listOf, textOf, type JsonObject } from '../reading.js';

/** The account "-", which stands for nobody: the owner of tickets that nobody owns. */
const NOBODY_ID = 1;

/** A user of Zammad as a person; null for nobody. */
export function personOf(user: unknown): JsonObject | null {
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
    is_agent: roles.length === 0 ? null : roles.some((role) => role === 'Agent' || role === 'Admin'),
    organization: textOf(user['organization']) ?? textOf(at(user, 'organization', 'name')),
  });
}
