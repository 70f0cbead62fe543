import type { ConditionInput } from '../../condition/condition.js';
import { containsAny, isMissing, isOneOf, not, test, typeIs } from '../imported-test.js';
import type { ZendeskCondition, ZendeskContext } from './zendesk-context.js';
import type { ZendeskField } from './zendesk-fields.js';

const DATE = /^\d{4}-\d{2}-\d{2}/;
const AGENT_ROLES = new Set(['agent', 'all_agents', 'admin', '2', '4']);
const END_USER_ROLES = new Set(['end_user', '0']);

export function orderTest({ operator, values }: ZendeskCondition, path: string): ConditionInput | null {
  const [value = ''] = values;
  const isDate = DATE.test(value);
  const number = Number(value);
  if (value === '' || (!isDate && !Number.isFinite(number))) return null;
  const bound = isDate ? value : number;
  switch (operator) {
    case '':
    case 'is':
      return test(path, 'eq', bound);
    case 'less_than':
      return test(path, isDate ? 'before' : 'lt', bound);
    case 'greater_than':
      return test(path, isDate ? 'after' : 'gt', bound);
    case 'less_than_equal':
      return isDate ? not(test(path, 'after', bound)) : test(path, 'lte', bound);
    case 'greater_than_equal':
      return isDate ? not(test(path, 'before', bound)) : test(path, 'gte', bound);
    default:
      return null;
  }
}

export function wordsTest(
  { operator, values }: ZendeskCondition,
  { paths, onCreate }: Extract<ZendeskField, { kind: 'words' }>,
  { creates }: ZendeskContext,
): ConditionInput | null {
  const wholes = values.filter((value) => value !== '');
  const words = wholes.flatMap((value) => value.split(/\s+/));
  if (words.length === 0) return null;
  const contains = (texts: readonly string[]): ConditionInput => {
    const anywhere = containsAny(paths, texts);
    if (!creates || onCreate.length === 0) return anywhere;
    return { any: [anywhere, { all: [typeIs('ticket.created'), containsAny(onCreate, texts)] }] };
  };
  switch (operator) {
    case 'includes':
      return contains(words);
    case 'not_includes':
      return not(contains(words));
    case '':
    case 'is':
    case 'includes_string':
      return contains(wholes);
    case 'is_not':
    case 'not_includes_string':
      return not(contains(wholes));
    default:
      return null;
  }
}

export function tagsTest({ operator, values }: ZendeskCondition, path: string): ConditionInput | null {
  const tags = values.flatMap((value) => value.split(/\s+/)).filter((tag) => tag !== '');
  if (tags.length === 0) return null;
  if (operator === 'includes' || operator === 'is' || operator === '') return isOneOf(path, tags);
  return operator === 'not_includes' || operator === 'is_not' ? not(isOneOf(path, tags)) : null;
}

export function presenceTest({ operator, values }: ZendeskCondition, path: string): ConditionInput | null {
  const [value = ''] = values;
  const stated = operator === 'present' || operator === 'is_present' || value === 'present';
  if (stated || value === 'true') return not(isMissing(path));
  const absent = operator === 'not_present' || value === 'not_present' || value === 'false';
  return absent ? isMissing(path) : null;
}

export function roleTest(
  { operator, values }: ZendeskCondition,
  { agent, id }: Extract<ZendeskField, { kind: 'role' }>,
): ConditionInput | null {
  const [value = ''] = values;
  const isRole = AGENT_ROLES.has(value)
    ? test(agent, 'eq', true)
    : END_USER_ROLES.has(value)
      ? test(agent, 'eq', false)
      : id !== null && /^\d+$/.test(value)
        ? test(id, 'eq', value)
        : null;
  if (isRole === null) return null;
  if (operator === 'is' || operator === '') return isRole;
  return operator === 'is_not' ? not(isRole) : null;
}
