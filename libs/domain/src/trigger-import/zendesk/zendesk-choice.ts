import type { ConditionInput } from '../../condition/condition.js';
import { lookUp } from '../import-lookup.js';
import { anyOf, isMissing, isOneOf, not, test, typeIs } from '../imported-test.js';
import type { ZendeskCondition, ZendeskContext } from './zendesk-context.js';
import { channelSlugs, isChannelField, type ZendeskField } from './zendesk-fields.js';

export function choiceTest(
  condition: ZendeskCondition,
  { path, ranked }: Extract<ZendeskField, { kind: 'choice' }>,
  context: ZendeskContext,
): ConditionInput | null {
  const { operator } = condition;
  const [value = ''] = condition.values;
  if (operator === 'less_than' || operator === 'greater_than') {
    const rank = ranked?.indexOf(value) ?? -1;
    const chosen = operator === 'less_than' ? ranked?.slice(0, rank) : ranked?.slice(rank + 1);
    if (rank < 0 || chosen === undefined || chosen.length === 0) return null;
    return isOneOf(path, named({ ...condition, values: chosen }, context));
  }
  if (operator === 'includes') return equals(condition, path, context);
  if (operator === 'not_includes') return not(equals(condition, path, context));
  return equalOrChanged(condition, path, context);
}

/** `is`, `is_not`, and what asks for a change. */
export function equalOrChanged(
  condition: ZendeskCondition,
  path: string,
  context: ZendeskContext,
): ConditionInput | null {
  switch (condition.operator) {
    case '':
    case 'is':
      return equals(condition, path, context);
    case 'is_not':
      return not(equals(condition, path, context));
    case 'changed':
      return orCreated(test(path, 'changed'), not(isMissing(path)), context);
    case 'not_changed':
      return not(orCreated(test(path, 'changed'), not(isMissing(path)), context));
    case 'value':
      return changedTo(condition, path, context);
    case 'not_value':
      return not(changedTo(condition, path, context));
    case 'value_previous':
      return changedFrom(condition, path, context);
    case 'not_value_previous':
      return not(changedFrom(condition, path, context));
    default:
      return null;
  }
}

/** Equal to one of the values, of which the empty one means none at all. */
function equals(condition: ZendeskCondition, path: string, context: ZendeskContext): ConditionInput {
  const stated = condition.values.filter((value) => value !== '');
  if (stated.length === 0) return isMissing(path);
  const equal = isOneOf(path, named({ ...condition, values: stated }, context));
  return stated.length === condition.values.length ? equal : anyOf([equal, isMissing(path)]);
}

function changedTo(condition: ZendeskCondition, path: string, context: ZendeskContext): ConditionInput {
  const [value = ''] = condition.values;
  if (value === '') return test(path, 'changed_to', '');
  const names = named({ ...condition, values: [value] }, context);
  return orCreated(test(path, 'changed_to', names[0] ?? value), isOneOf(path, names), context);
}

function changedFrom(condition: ZendeskCondition, path: string, context: ZendeskContext): ConditionInput {
  const [value = ''] = condition.values;
  if (value === '') return orCreated(test(path, 'changed_from', ''), not(isMissing(path)), context);
  const names = named({ ...condition, values: [value] }, context);
  return test(path, 'changed_from', names[0] ?? value);
}

/** What is set on a new ticket counts as changed there. */
function orCreated(
  changed: ConditionInput,
  set: ConditionInput,
  { creates }: ZendeskContext,
): ConditionInput {
  return creates ? { any: [changed, { all: [typeIs('ticket.created'), set] }] } : changed;
}

/** The values under the names that they have here. */
function named({ field, values }: ZendeskCondition, { given }: ZendeskContext): string[] {
  return values.flatMap((value) => {
    const name = lookUp(given, field, value);
    if (name !== null) return [name];
    return isChannelField(field) ? (channelSlugs(value) ?? []) : [value];
  });
}
