import type { ConditionInput } from '../../condition/condition.js';
import { lookUp } from '../import-lookup.js';
import { isMissing, not, test } from '../imported-test.js';
import { choiceTest, equalOrChanged } from './zendesk-choice.js';
import type { ZendeskCondition, ZendeskContext } from './zendesk-context.js';
import { channelSlugs, isChannelField, type ZendeskField } from './zendesk-fields.js';
import { orderTest, presenceTest, roleTest, tagsTest, wordsTest } from './zendesk-value-tests.js';

/** Values that stand for somebody of the event. */
const PERSONAL = new Set([
  'current_user',
  'current_groups',
  'requester_id',
  'assignee_id',
  'organization_id',
]);

/** A condition of Zendesk as ours; null, with a note, where it cannot be one. */
export function zendeskTest(
  condition: ZendeskCondition,
  field: ZendeskField,
  context: ZendeskContext,
): ConditionInput | null {
  const obstacle = obstacleOf(condition, context);
  const made = obstacle === null ? testOf(condition, field, context) : null;
  if (made !== null) return made;
  const { operator, field: name, values } = condition;
  const said = [operator, ...values].filter((part) => part !== '').join(' ');
  const detail = obstacle ?? `"${name} ${said}" has no counterpart in conditions here`;
  return context.notes.loseCondition(condition.pointer, detail);
}

/** Why the condition's values cannot be compared; null where they can. */
function obstacleOf({ field, values }: ZendeskCondition, { given }: ZendeskContext): string | null {
  const personal = values.find((value) => PERSONAL.has(value));
  if (personal !== undefined)
    return `"${personal}" compares two people of the event, which conditions here cannot`;
  if (!isChannelField(field)) return null;
  const unknown = values.find(
    (value) => lookUp(given, field, value) === null && channelSlugs(value) === null,
  );
  if (unknown === undefined) return null;
  return `the channel "${unknown}" has no name here: name it in lookups as {"${field}":{"${unknown}":"…"}}`;
}

function testOf(
  condition: ZendeskCondition,
  field: ZendeskField,
  context: ZendeskContext,
): ConditionInput | null {
  switch (field.kind) {
    case 'choice':
      return choiceTest(condition, field, context);
    case 'number':
      return orderTest(condition, field.path);
    case 'words':
      return wordsTest(condition, field, context);
    case 'tags':
      return tagsTest(condition, field.path);
    case 'presence':
      return presenceTest(condition, field.path);
    case 'role':
      return roleTest(condition, field);
    case 'custom':
      return customTest(condition, field.path, context);
    default:
      return field satisfies never;
  }
}

function customTest(
  condition: ZendeskCondition,
  path: string,
  context: ZendeskContext,
): ConditionInput | null {
  const { operator, values } = condition;
  switch (operator) {
    case 'present':
      return not(isMissing(path));
    case 'not_present':
      return isMissing(path);
    case 'includes':
    case 'not_includes':
    case 'includes_string':
    case 'not_includes_string':
      return wordsTest(condition, { kind: 'words', paths: [path], onCreate: [] }, context);
    case 'less_than':
    case 'less_than_equal':
    case 'greater_than':
    case 'greater_than_equal':
      return orderTest(condition, path);
    case 'within_previous_n_days': {
      const [days = ''] = values;
      return /^\d{1,4}$/.test(days) ? test(path, 'within_last', `P${days}D`) : null;
    }
    default:
      return equalOrChanged(condition, path, context);
  }
}
