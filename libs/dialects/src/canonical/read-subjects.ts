import { isObject, listOf, memberOf, type Json } from '../json-value.js';
import { integerId } from './integer-id.js';
import { countOf, firstText, instantOrNull, integerOrNull, textOf, textOrNull } from './lenient-values.js';
import type { Article, Assignment, Breach, Login, MatchedCriterion, UserChange } from './model.js';
import { readSlugAndName, readTeam } from './read-named.js';
import { readPerson, readPersonOrNull, roleNames } from './read-person.js';
import type { Reading } from './reading.js';

/** Who or what was assigned or taken off. */
export function readAssignment({ ids }: Reading, value: Json): Assignment | null {
  if (!isObject(value)) return null;
  const kind = value['kind'] === 'team' ? 'team' : 'agent';
  const isTeam = kind === 'team';
  return {
    id: integerId(ids, 'assignment', value['id']),
    kind,
    agent: isTeam ? null : readPersonOrNull(ids, value['assignee'], 'agent'),
    team: isTeam ? readTeam(ids, value['assignee']) : null,
    previousAgent: isTeam ? null : readPersonOrNull(ids, value['previous'], 'agent'),
    previousTeam: isTeam ? readTeam(ids, value['previous']) : null,
    createdAt: instantOrNull(value['created']),
  };
}

/** Every assignment of an event that is about several; else the one. */
export function readAssignments(reading: Reading, data: Json): Assignment[] {
  const all = listOf(memberOf(data, 'assignments'));
  const stated = all.length > 0 ? all : [memberOf(data, 'assignment')];
  return stated.map((one) => readAssignment(reading, one)).filter((one) => one !== null);
}

/** The user of a `user.*` event. */
export function readUser({ ids, actor }: Reading, value: Json): UserChange | null {
  if (!isObject(value)) return null;
  const person = readPerson(ids, value, 'client');
  const newRoles = roleNames(value['new_roles'], value['new_role']);
  return {
    person,
    oldRoles: roleNames(value['old_roles'], value['old_role']),
    newRoles: newRoles.length === 0 ? person.roles : newRoles,
    changedBy: readPersonOrNull(ids, value['changed_by'], 'agent') ?? actor,
  };
}

/** Who signed in; the actor, or the event's user, where the login names nobody. */
export function readLogin(reading: Reading, data: Json): Login | null {
  const value = memberOf(data, 'login');
  if (!isObject(value) && reading.type !== 'agent.logged_in') return null;
  const { ids } = reading;
  const stated = readPersonOrNull(ids, memberOf(value, 'user') ?? memberOf(data, 'user'), 'agent');
  return {
    user: stated ?? reading.actor ?? readPerson(ids, undefined, 'agent'),
    at: instantOrNull(memberOf(value, 'at')) ?? reading.at,
    ip: textOrNull(memberOf(value, 'ip')),
  };
}

export function readArticle({ ids, type, actor }: Reading, value: Json): Article | null {
  if (!isObject(value)) return null;
  return {
    id: integerId(ids, 'article', value['id']),
    title: textOf(value['title']),
    author: readPersonOrNull(ids, value['author'], 'agent'),
    categories: listOf(value['categories']).map(readSlugAndName).filter(isNamed),
    tags: listOf(value['tags']).map(readSlugAndName).filter(isNamed),
    url: textOf(value['url']),
    updatedBy:
      readPersonOrNull(ids, value['updated_by'], 'agent') ?? (type === 'article.updated' ? actor : null),
    viewCount: countOf(value['view_count']),
    viewer: readPersonOrNull(ids, value['viewer'], 'client') ?? (type === 'article.viewed' ? actor : null),
  };
}

/** The target that was missed or is about to be: as the event says, else as its ticket does. */
export function readBreach({ type, at }: Reading, data: Json): Breach | null {
  const value = memberOf(data, 'sla');
  if (!isObject(value) && !type.startsWith('sla.')) return null;
  const ticket = memberOf(data, 'ticket', 'sla');
  const metric = firstText(memberOf(value, 'metric'), memberOf(ticket, 'breached_kind'));
  const breachedAt = instantOrNull(memberOf(value, 'breached_at') ?? memberOf(ticket, 'breached_at'));
  return {
    policy: firstText(memberOf(value, 'policy'), memberOf(ticket, 'policy')),
    metric,
    dueAt: instantOrNull(memberOf(value, 'due')) ?? instantOrNull(memberOf(ticket, `${metric}_due`)),
    breachedAt: breachedAt ?? (type === 'sla.breached' ? at : null),
  };
}

/** The criteria that made a trigger fire, as its evaluation noted them. */
export function readMatched(value: Json): MatchedCriterion[] {
  return listOf(memberOf(value, 'matched'))
    .filter(isObject)
    .map((criterion) => ({
      field: textOf(criterion['field']),
      criteria: integerOrNull(criterion['criteria']),
      operator: integerOrNull(criterion['operator']),
    }));
}

function isNamed({ name }: { readonly name: string }): boolean {
  return name !== '';
}
