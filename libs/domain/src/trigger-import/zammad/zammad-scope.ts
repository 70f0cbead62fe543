import type { ConditionInput } from '../../condition/condition.js';
import { below, memberOf, textOf } from '../exported-json.js';
import { allOf, isOneOf, not, test } from '../imported-test.js';
import type { ImportNotes } from '../import-notes.js';
import {
  allTests,
  demandedTests,
  readZammadCondition,
  type ZammadCondition,
  type ZammadTest,
} from './zammad-condition.js';
import type { ZammadContext } from './zammad-context.js';
import { zammadField } from './zammad-fields.js';
import { zammadTest } from './zammad-test.js';

const MESSAGES = ['reply.created', 'note.created'];
const UPDATED = 'ticket.updated';

/** When a trigger runs: the events, and the condition that must hold for them. */
export interface ZammadScope {
  readonly events: readonly string[];
  readonly condition: ConditionInput | null;
}

/** Reads `activator`, `execution_condition_mode` and `condition`. */
export function zammadScope(trigger: unknown, pointer: string, context: ZammadContext): ZammadScope {
  const place = below(pointer, 'condition');
  const condition = readZammadCondition(memberOf(trigger, 'condition'), place);
  if (textOf(memberOf(trigger, 'activator')) === 'time')
    return timeScope(condition, below(pointer, 'activator'), context);
  if (condition === null)
    context.notes.loseCondition(
      place,
      'is missing or empty: it fires for every event that Zammad triggers run at',
    );
  const demanded = demandedTests(condition);
  const events = actionEvents(demanded);
  const isImplied = (one: ZammadTest) =>
    demanded.includes(one) && (isTicketAction(one, 'create') || isTicketAction(one, 'update'));
  const asked = converted(without(condition, isImplied), context);
  const isSelective = textOf(memberOf(trigger, 'execution_condition_mode')) !== 'always';
  return isSelective ? selective(events, asked, condition) : { events, condition: asked };
}

/** Zammad runs triggers at every creation and update of a ticket, and an article that is added is an update. */
function actionEvents(demanded: readonly ZammadTest[]): readonly string[] {
  const creates = !demanded.some((one) => isTicketAction(one, 'update'));
  const updates = !demanded.some((one) => isTicketAction(one, 'create'));
  const needsArticle = demanded.some(({ name }) => name.startsWith('article.'));
  const inner = demanded.find((one) => one.name === 'article.internal' && one.operator === 'is')?.values[0];
  const messages = MESSAGES.filter(
    (type) => inner === undefined || (type === 'note.created') === (inner === 'true'),
  );
  return [
    ...(creates && inner !== 'true' ? ['ticket.created'] : []),
    ...(updates && !needsArticle ? [UPDATED] : []),
    ...(updates ? messages : []),
  ];
}

function isTicketAction({ name, operator, values }: ZammadTest, action: string): boolean {
  if (name !== 'ticket.action') return false;
  const opposite = action === 'create' ? 'update' : 'create';
  return (operator === 'is' && values[0] === action) || (operator === 'is not' && values[0] === opposite);
}

/** Selective triggers run at an update only if it changes an attribute of the condition, or brings an article. */
function selective(
  events: readonly string[],
  asked: ConditionInput | null,
  condition: ZammadCondition | null,
): ZammadScope {
  const tests = allTests(condition);
  if (
    !events.includes(UPDATED) ||
    demandedTests(condition).some(({ operator }) => operator === 'has changed')
  )
    return { events, condition: asked };
  const changed = [...new Set(tests.flatMap(changeablePath))].map((path) => test(path, 'changed'));
  const others = events.filter((event) => event !== UPDATED);
  if (changed.length === 0) return { events: others, condition: asked };
  return { events, condition: allOf([asked, { any: [isOneOf('type', others), ...changed] }]) };
}

function changeablePath({ name }: ZammadTest): string[] {
  const field = zammadField(name);
  if (field?.kind === 'tags') return [field.path];
  return field?.kind === 'value' && field.ofTicket && !field.path.includes('.timestamps.')
    ? [field.path]
    : [];
}

/** Deskhook has its own clock: escalations are the SLA policies' events, reminders their time conditions. */
function timeScope(condition: ZammadCondition | null, pointer: string, context: ZammadContext): ZammadScope {
  const tests = allTests(condition);
  const isClock = ({ operator }: ZammadTest) => operator.startsWith('has reached');
  const events = [...new Set(tests.filter(isClock).map(clockEvent))];
  noteClock(context.notes, pointer);
  const rest = without(condition, isClock);
  return {
    events: events.length === 0 ? ['ticket.time_condition_met'] : events,
    condition: converted(rest, context),
  };
}

function clockEvent({ name, operator }: ZammadTest): string {
  if (name !== 'ticket.escalation_at') return 'ticket.time_condition_met';
  return operator === 'has reached warning' ? 'sla.warning' : 'sla.breached';
}

function noteClock(notes: ImportNotes, pointer: string): void {
  const detail =
    'the times of Zammad are not known here: it fires for the warnings, breaches and time conditions of an SLA policy, so make one';
  notes.loseCondition(pointer, detail);
}

function without(
  condition: ZammadCondition | null,
  isLeftOut: (test: ZammadTest) => boolean,
): ZammadCondition | null {
  if (condition === null) return null;
  if (condition.kind === 'test') return isLeftOut(condition.test) ? null : condition;
  const of = condition.of.map((one) => without(one, isLeftOut)).filter((one) => one !== null);
  return of.length === 0 ? null : { ...condition, of };
}

function converted(condition: ZammadCondition | null, context: ZammadContext): ConditionInput | null {
  if (condition === null) return null;
  if (condition.kind === 'test') return zammadTest(condition.test, context);
  const parts = condition.of.map((one) => converted(one, context)).filter((part) => part !== null);
  const [first, ...others] = parts;
  if (first === undefined) return null;
  switch (condition.operator) {
    case 'AND':
      return allOf(parts);
    case 'OR':
      return others.length === 0 ? first : { any: parts };
    case 'NOT':
      return not(others.length === 0 ? first : { all: parts });
    default:
      return condition.operator satisfies never;
  }
}
