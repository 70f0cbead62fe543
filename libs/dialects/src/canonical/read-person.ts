import { isObject, listOf, memberOf, type Json } from '../json-value.js';
import { readAvatar } from './gravatar.js';
import { integerIdOrNull } from './integer-id.js';
import type { IntegerIds } from './integer-ids.js';
import { countOf, firstText, integerOrNull, textOf, textOrNull } from './lenient-values.js';
import type { Person } from './model.js';
import { splitName } from './person-name.js';
import { readCustomFields } from './read-custom-fields.js';
import { statedAgent } from './stated-agent.js';

/** What somebody is taken for when the helpdesk does not say: who is assigned is an agent, who asks is a client. */
export type Standing = 'agent' | 'client';

/** A person; where nothing is stated, one with empty fields and the id 0. */
export function readPerson(ids: IntegerIds, value: Json, standing: Standing): Person {
  const source = asPersonObject(value);
  const email = textOf(memberOf(source, 'email'));
  const { name, firstName, lastName } = splitName(source, email);
  const roles = roleNames(memberOf(source, 'roles'), memberOf(source, 'role'));
  const isAgent = statedAgent(source) ?? standing === 'agent';
  return {
    id: personId(ids, source, email),
    externalId: firstText(memberOf(source, 'external_id'), memberOf(source, 'id')),
    name,
    firstName,
    lastName,
    email,
    phone: textOrNull(memberOf(source, 'phone')),
    isAgent,
    role: roles[0] ?? (isAgent ? 'agent' : 'customer'),
    roles,
    personType: codeOf(memberOf(source, 'person_type'), PERSON_TYPES) ?? 1,
    profileType: codeOf(memberOf(source, 'profile_type'), PROFILE_TYPES) ?? (isAgent ? 1 : 2),
    organization: nameOrNull(memberOf(source, 'organization')),
    activeTickets: countOf(memberOf(source, 'active_tickets_count')),
    avatar: readAvatar(memberOf(source, 'avatar'), email),
    customFields: readCustomFields(ids, memberOf(source, 'custom_fields')),
  };
}

/** A person, or null when nothing is stated that could tell who it is. */
export function readPersonOrNull(ids: IntegerIds, value: Json, standing: Standing): Person | null {
  const source = asPersonObject(value);
  if (memberOf(source, 'type') === 'system' || memberOf(source, 'kind') === 'system') return null;
  const isKnown = IDENTIFYING.some((name) => textOf(memberOf(source, name)) !== '');
  return isKnown ? readPerson(ids, source, standing) : null;
}

export function readPeople(ids: IntegerIds, value: Json, standing: Standing): Person[] {
  return listOf(value).flatMap((person) => readPersonOrNull(ids, person, standing) ?? []);
}

/** Role names of an object: `roles`, else `role`; a role may be a text or an object with a name. */
export function roleNames(list: Json, single: Json): string[] {
  const roles = listOf(list).map((role) => firstText(role, memberOf(role, 'slug'), memberOf(role, 'name')));
  return [...roles, ...(roles.length === 0 ? [textOf(single)] : [])].filter((role) => role !== '');
}

const IDENTIFYING = ['id', 'external_id', 'email', 'name', 'first_name', 'last_name'];
const PERSON_TYPES: readonly number[] = [1, 2, 4];
const PROFILE_TYPES: readonly number[] = [1, 2, 3];

/** In places that the schema leaves open, a person may be a bare address or id. */
function asPersonObject(value: Json): Json {
  if (isObject(value)) return value;
  const text = textOf(value);
  if (text === '') return undefined;
  return text.includes('@') ? { email: text } : { id: typeof value === 'number' ? value : text };
}

/** Who has no id is told apart by the external id, else by the address. */
function personId(ids: IntegerIds, source: Json, email: string): number {
  const id = integerIdOrNull(ids, 'person', memberOf(source, 'id'));
  if (id !== null) return id;
  const key = firstText(memberOf(source, 'external_id'), email.trim().toLowerCase());
  return key === '' ? 0 : ids('person', key);
}

function codeOf(value: Json, codes: readonly number[]): number | null {
  const code = integerOrNull(value);
  return code !== null && codes.includes(code) ? code : null;
}

function nameOrNull(value: Json): string | null {
  return textOrNull(firstText(value, memberOf(value, 'name')));
}
