import type { ConditionInput } from '../../condition/condition.js';
import { UNREADABLE_VALUE } from '../import-notes.js';
import { lookUp } from '../import-lookup.js';
import { not, test, typeIs } from '../imported-test.js';
import { readable } from '../readable-condition.js';
import type { ZammadTest } from './zammad-condition.js';
import type { ZammadContext } from './zammad-context.js';
import { articleTypeSlugs, isArticleType, zammadField, type ZammadField } from './zammad-fields.js';
import { operatorTest } from './zammad-operators.js';

/** Whoever `ticket.owner_id` 1 is: the "user" that stands for nobody. */
const NOBODY = '1';

/** A test of Zammad as ours; null, with a note, where it cannot be one. */
export function zammadTest(asked: ZammadTest, context: ZammadContext): ConditionInput | null {
  const made = obstacleOf(asked, context) === null ? testOf(asked, context) : null;
  if (made !== null) return readable(made, asked.pointer, context.notes);
  return context.notes.loseCondition(asked.pointer, obstacleOf(asked, context) ?? noCounterpart(asked));
}

function noCounterpart({ name, operator, preCondition, values }: ZammadTest): string {
  if (name === '') return 'is no condition';
  if (preCondition.startsWith('current_user.'))
    return `"${preCondition}" compares two people of the event, which conditions here cannot`;
  const said = [operator, ...values].filter((part) => part !== '').join(' ');
  return `"${name} ${said}" has no counterpart in conditions here`;
}

/** What must be given for the test to be read; null where nothing is missing. */
function obstacleOf(
  { name, operator, values, unreadable }: ZammadTest,
  { given }: ZammadContext,
): string | null {
  if (unreadable) return UNREADABLE_VALUE;
  if (operator.includes('in working time')) {
    const [calendar = ''] = values;
    if (lookUp(given, name, calendar) !== null) return null;
    return `name the calendar in lookups: {"${name}":{"${calendar}":"<id of a calendar>"}}`;
  }
  if (!isArticleType(name)) return null;
  const unknown = values.find(
    (value) => lookUp(given, name, value) === null && articleTypeSlugs(value) === null,
  );
  if (unknown === undefined) return null;
  return `the article type ${unknown} has no name here: name it in lookups as {"${name}":{"${unknown}":"…"}}`;
}

function testOf(asked: ZammadTest, context: ZammadContext): ConditionInput | null {
  const special = specialTest(asked, context);
  if (special !== null) return special;
  const field = zammadField(asked.name);
  return field === null ? null : fieldTest(asked, field, namesOf(asked, context));
}

/** Conditions that are about the event rather than a field of the ticket. */
function specialTest(
  { name, operator, values }: ZammadTest,
  { given }: ZammadContext,
): ConditionInput | null {
  const [value = ''] = values;
  if (operator.includes('in working time')) {
    const open = test('time', 'in_business_hours', lookUp(given, name, value) ?? value);
    return operator.startsWith('is not') ? not(open) : open;
  }
  const made = eventTest(`${name} ${value}`);
  if (made === null) return null;
  return operator === 'is not' ? not(made) : operator === 'is' ? made : null;
}

function eventTest(said: string): ConditionInput | null {
  switch (said) {
    case 'ticket.action create':
      return typeIs('ticket.created');
    case 'ticket.action update':
      return not(typeIs('ticket.created'));
    case 'article.action create':
      return typeIs('ticket.created', 'reply.created', 'note.created');
    case 'article.internal true':
      return typeIs('note.created');
    case 'article.internal false':
      return typeIs('ticket.created', 'reply.created');
    default:
      return null;
  }
}

function fieldTest(asked: ZammadTest, field: ZammadField, names: readonly string[]): ConditionInput | null {
  switch (field.kind) {
    case 'value':
      return operatorTest(asked, field.path, names);
    case 'tags': {
      const tags = asked.values.flatMap((value) => value.split(',').map((tag) => tag.trim()));
      return operatorTest(asked, field.path, tags);
    }
    case 'article': {
      const there = operatorTest(asked, field.path, names);
      if (there === null || field.onCreate === null) return there;
      return onCreateOr(there, operatorTest(asked, field.onCreate, names));
    }
    case 'sender':
      return senderTest(asked, names);
    default:
      return field satisfies never;
  }
}

/** Zammad's senders are 1 Agent, 2 Customer and 3 System, which writes nothing here. */
function senderTest({ operator }: ZammadTest, names: readonly string[]): ConditionInput | null {
  const kinds = names.map((name) => name.toLowerCase());
  const known = kinds.map((kind) =>
    kind === '1' || kind === 'agent' ? true : kind === '2' || kind === 'customer' ? false : null,
  );
  const [isAgent] = known;
  if (known.length !== 1 || isAgent === undefined || isAgent === null) return null;
  const made = onCreateOr(
    test('message.author.is_agent', 'eq', isAgent),
    test('actor.is_agent', 'eq', isAgent),
  );
  return operator === 'is' ? made : operator === 'is not' ? not(made) : null;
}

/** A new ticket brings its first article with it. */
function onCreateOr(elsewhere: ConditionInput, onCreate: ConditionInput | null): ConditionInput {
  if (onCreate === null) return elsewhere;
  const isNew = typeIs('ticket.created');
  return { any: [{ all: [not(isNew), elsewhere] }, { all: [isNew, onCreate] }] };
}

/** The values under the names that they have here. */
function namesOf({ name, values }: ZammadTest, { given }: ZammadContext): string[] {
  return values.flatMap((value) => {
    const found = lookUp(given, name, value);
    if (found !== null) return [found];
    if (isArticleType(name)) return articleTypeSlugs(value) ?? [];
    return [name === 'ticket.owner_id' && value === NOBODY ? '' : value];
  });
}
