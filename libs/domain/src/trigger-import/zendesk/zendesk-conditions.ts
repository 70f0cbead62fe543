import type { ConditionInput } from '../../condition/condition.js';
import { below, hasUnreadable, listOf, memberOf, objectOf, textOf, textsOf } from '../exported-json.js';
import { lookUp } from '../import-lookup.js';
import type { ImportGiven } from '../imported-trigger.js';
import { UNREADABLE_VALUE, type ImportNotes } from '../import-notes.js';
import { allOf, anyOf, not, test, typeIs } from '../imported-test.js';
import { readable } from '../readable-condition.js';
import type { ZendeskCondition, ZendeskContext } from './zendesk-context.js';
import { isImplied, zendeskOccasion } from './zendesk-events.js';
import { zendeskField } from './zendesk-fields.js';
import { zendeskTest } from './zendesk-test.js';

/** When a trigger runs: the events, and the condition that must hold for them. */
export interface ZendeskScope {
  readonly events: readonly string[];
  readonly condition: ConditionInput | null;
}

/** Reads `conditions`, or `all` and `any` without it, as some exports have them. */
export function zendeskScope(
  trigger: unknown,
  pointer: string,
  given: ImportGiven,
  notes: ImportNotes,
): ZendeskScope {
  const nested = memberOf(trigger, 'conditions');
  const [owner, place] = nested === undefined ? [trigger, pointer] : [nested, below(pointer, 'conditions')];
  const all = conditionsOf(owner, 'all', place);
  const any = conditionsOf(owner, 'any', place);
  const { creates, events } = zendeskOccasion(all, any);
  const context = { given, notes, creates };
  noteSplitUpdate(all, notes);
  const must = all.filter((one) => !isImplied(one)).map((one) => conditionOf(one, context));
  const may = any.map((one) => conditionOf(one, context)).filter((one) => one !== null);
  const [first, ...others] = may;
  return { events, condition: allOf([...must, first === undefined ? null : anyOf([first, ...others])]) };
}

function conditionsOf(owner: unknown, name: 'all' | 'any', pointer: string): ZendeskCondition[] {
  return listOf(memberOf(owner, name)).map((item, index) => {
    const { field, operator, value } = objectOf(item);
    const isGiven = value !== undefined && value !== null;
    const place = below(below(pointer, name), index);
    return {
      field: textOf(field),
      operator: textOf(operator),
      values: isGiven ? textsOf(value) : [],
      unreadable: isGiven && hasUnreadable(value),
      pointer: place,
    };
  });
}

/** One update of Zendesk may comment and change; here that is an event for each. */
function noteSplitUpdate(all: readonly ZendeskCondition[], notes: ImportNotes): void {
  const change = all.find(({ operator }) => ['changed', 'value', 'value_previous'].includes(operator));
  if (change === undefined || !all.some(({ field }) => field.startsWith('comment_'))) return;
  const detail =
    'asks for a change and a comment in one update: it fires where the helpdesk puts `changes[]` on reply.created and note.created';
  notes.lose(change.pointer, detail);
}

function conditionOf(condition: ZendeskCondition, context: ZendeskContext): ConditionInput | null {
  if (condition.unreadable) return context.notes.loseCondition(condition.pointer, UNREADABLE_VALUE);
  const made = special(condition, context) ?? general(condition, context);
  return made === null ? null : readable(made, condition.pointer, context.notes);
}

function general(condition: ZendeskCondition, context: ZendeskContext): ConditionInput | null {
  const { field: name, pointer } = condition;
  if (isSpecial(name)) return null;
  const keyOf = (id: string) => lookUp(context.given, 'custom_fields', id) ?? id;
  const field = zendeskField(name, keyOf);
  if (field !== null) return zendeskTest(condition, field, context);
  return context.notes.loseCondition(pointer, `the field "${name}" has no counterpart here`);
}

const SPECIAL = ['update_type', 'comment_is_public', 'ticket_is_public', 'in_business_hours'];

function isSpecial(field: string): boolean {
  return SPECIAL.includes(field);
}

/** Conditions that are about the event rather than a field of the ticket. */
function special(condition: ZendeskCondition, context: ZendeskContext): ConditionInput | null {
  const [value = ''] = condition.values;
  const holds = condition.operator !== 'is_not';
  const made = specialTest(condition.field, value, context.given);
  if (made !== null) return holds ? made : not(made);
  if (!isSpecial(condition.field)) return null;
  const detail =
    condition.field === 'in_business_hours'
      ? 'name the calendar in lookups: {"in_business_hours":{"calendar":"<id of a calendar>"}}'
      : `"${value}" is no value of "${condition.field}" that has a counterpart here`;
  return context.notes.loseCondition(condition.pointer, detail);
}

function specialTest(field: string, value: string, given: ImportGiven): ConditionInput | null {
  switch (`${field} ${value}`) {
    case 'update_type Create':
      return typeIs('ticket.created');
    case 'update_type Change':
      return not(typeIs('ticket.created'));
    case 'comment_is_public true':
    case 'comment_is_public requester_can_see_comment':
      return typeIs('ticket.created', 'reply.created');
    case 'comment_is_public false':
      return typeIs('note.created');
    case 'comment_is_public not_relevant':
      return typeIs('ticket.created', 'reply.created', 'note.created');
    case 'ticket_is_public public':
      return not(test('ticket.flags.private', 'eq', true));
    case 'ticket_is_public private':
      return test('ticket.flags.private', 'eq', true);
    case 'in_business_hours true':
    case 'in_business_hours false': {
      const calendar = lookUp(given, 'in_business_hours', 'calendar');
      if (calendar === null) return null;
      const open = test('time', 'in_business_hours', calendar);
      return value === 'true' ? open : not(open);
    }
    default:
      return null;
  }
}
