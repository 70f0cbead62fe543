import { listOf, memberOf } from '../json-value.js';

/**
 * Whether a person of an event is an agent, by what is stated of them: `is_agent`, else the kind, else the profile type,
 * else the roles. Null: nothing is stated. Both the reading of events and the choice of native events go by it.
 */
export function statedAgent(person: unknown): boolean | null {
  const stated = memberOf(person, 'is_agent');
  if (typeof stated === 'boolean') return stated;
  return (
    isAgentKind(memberOf(person, 'kind')) ??
    isAgentProfile(memberOf(person, 'profile_type')) ??
    isAgentRole(person)
  );
}

const AGENT_BY_KIND: ReadonlyMap<unknown, boolean> = new Map([
  ['agent', true],
  ['client', false],
  ['customer', false],
]);
/** Movidesk's codes: agent, client, both. */
const AGENT_BY_PROFILE: ReadonlyMap<number, boolean> = new Map([
  [1, true],
  [2, false],
  [3, true],
]);
/** Roles that make an agent. Our choice. */
const AGENT_ROLES: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'agent',
  'manager',
  'owner',
  'staff',
  'supervisor',
]);

function isAgentKind(kind: unknown): boolean | null {
  return AGENT_BY_KIND.get(kind) ?? null;
}

function isAgentProfile(profile: unknown): boolean | null {
  const code = typeof profile === 'number' || typeof profile === 'string' ? Number(profile) : 0;
  return AGENT_BY_PROFILE.get(code) ?? null;
}

function isAgentRole(person: unknown): boolean | null {
  const roles = [...listOf(memberOf(person, 'roles')), memberOf(person, 'role')]
    .map((role) => memberOf(role, 'slug') ?? memberOf(role, 'name') ?? role)
    .filter((role) => typeof role === 'string')
    .filter((role) => role !== '');
  return roles.length === 0 ? null : roles.some((role) => AGENT_ROLES.has(role.toLowerCase()));
}
