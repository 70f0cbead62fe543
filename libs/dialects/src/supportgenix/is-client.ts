import { isList, memberOf } from '../json-value.js';

/** Roles that make an account a client's (inferred; `subscriber` is what WordPress gives to new accounts). */
const CLIENT_ROLES: ReadonlySet<string> = new Set([
  'client',
  'contact',
  'customer',
  'requester',
  'subscriber',
]);

/** Profile types of a client: 2, and 3 for an agent who is one too (dialects page, section 7). */
const CLIENT_PROFILES: ReadonlySet<unknown> = new Set([2, 3]);

/** Whether a new account is a client's: only those fire. An account that says nothing of itself is one. */
export function isClient(data: Readonly<Record<string, unknown>>): boolean {
  const user = memberOf(data, 'user');
  const isAgent = memberOf(user, 'is_agent');
  const roles = statedRoles(user);
  if (roles.some((role) => CLIENT_ROLES.has(role))) return true;
  if (typeof isAgent === 'boolean') return !isAgent;
  if (roles.length > 0) return false;
  const profile = memberOf(user, 'profile_type');
  return profile === undefined || profile === null || CLIENT_PROFILES.has(profile);
}

function statedRoles(user: unknown): string[] {
  const lists = ['roles', 'new_roles'].map((name) => memberOf(user, name)).filter(isList);
  return [memberOf(user, 'role'), memberOf(user, 'kind'), ...lists.flat()]
    .map((role) => memberOf(role, 'slug') ?? memberOf(role, 'name') ?? role)
    .filter((role) => typeof role === 'string')
    .map((role) => role.toLowerCase());
}
