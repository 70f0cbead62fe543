import { conditionField, eventGroup, type ConditionInput, type ConditionTestInput } from '@deskhook/domain';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import { EVENT_TYPES, OTHER_TYPES } from './helpdesk.js';
import type { SampleEvent } from './sample-events.js';
import { readEvent, type SampleSubscription } from './sample-subscriptions.js';

type Nested = Extract<TopLevelCondition, { all: unknown }>['all'][number];

/** Fields that hold several values: a rule asks whether one is among them. */
const LISTS: ReadonlySet<string> = new Set(['ticket.tags.slug', 'ticket.agents.id']);
const TYPES: readonly string[] = [...EVENT_TYPES, ...OTHER_TYPES];
/** The library's operators by our names, and two of our own for texts, of which it has none. */
const OPERATORS: Readonly<Record<string, string>> = {
  eq: 'equal',
  ne: 'notEqual',
  in: 'in',
  nin: 'notIn',
  lt: 'lessThan',
  lte: 'lessThanInclusive',
  gt: 'greaterThan',
  gte: 'greaterThanInclusive',
  contains: 'textContains',
  ends_with: 'textEndsWith',
};

/** An engine with a rule for each subscription; the rule's event is the subscription's id. */
export function rulesEngine(subscriptions: readonly SampleSubscription[]): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator<string, string>('textContains', (text, part) => text.includes(part));
  engine.addOperator<string, string>('textEndsWith', (text, part) => text.endsWith(part));
  for (const { id, events, input } of subscriptions) {
    const condition = input === null ? [] : [translated(input)];
    engine.addRule({ conditions: { all: [selection(events), ...condition] }, event: { type: id } });
  }
  return engine;
}

/** Every field that the subscriptions ask for, read and folded: what rules are given of an event. */
export function factsOf(
  event: SampleEvent,
  subscriptions: readonly SampleSubscription[],
): Record<string, unknown> {
  const tests = new Map(
    subscriptions.flatMap(({ input }) => testsOf(input)).map((test) => [factName(test), test]),
  );
  const facts = Array.from(tests, ([name, test]) => [name, fact(event, test)] as const);
  return { type: event.type, ...Object.fromEntries(facts) };
}

function fact(event: SampleEvent, { field, op }: ConditionTestInput): unknown {
  const reader = readEvent(event);
  const compiled = conditionField(field);
  if (op === 'changed') return reader.change(compiled) !== null;
  if (op === 'changed_to') return reader.change(compiled)?.to.keys[0] ?? null;
  if (LISTS.has(field)) return reader.keys(compiled);
  return folded(reader.scalars(compiled)[0] ?? null);
}

function translated(input: ConditionInput): Nested {
  if ('all' in input) return { all: input.all.map(translated) };
  if ('any' in input) return { any: input.any.map(translated) };
  if ('not' in input) return { not: translated(input.not) };
  const fact = factName(input);
  const value = folded(input.value);
  if (input.op === 'changed') return { fact, operator: 'equal', value: true };
  if (input.op === 'changed_to') return { fact, operator: 'equal', value };
  if (input.op === 'exists') return { fact, operator: 'notEqual', value: null };
  if (LISTS.has(input.field)) return { fact, operator: 'contains', value: String(value) };
  const operator = OPERATORS[input.op];
  if (operator === undefined) throw new Error(`nothing stands for ${input.op}`);
  return { fact, operator, value };
}

/** Selectors as the types that they select. */
function selection(selectors: readonly string[]): Nested {
  const value = TYPES.filter((type) =>
    selectors.some((one) => one === '*' || one === type || one === `${eventGroup(type)}.*`),
  );
  return { fact: 'type', operator: 'in', value };
}

function factName({ field, op }: ConditionTestInput): string {
  return op.startsWith('changed') ? `${field} ${op}` : field;
}

function testsOf(input: ConditionInput | null): readonly ConditionTestInput[] {
  if (input === null) return [];
  if ('all' in input) return input.all.flatMap(testsOf);
  if ('any' in input) return input.any.flatMap(testsOf);
  return 'not' in input ? testsOf(input.not) : [input];
}

function folded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(folded);
  return typeof value === 'string' ? value.toLowerCase() : value;
}
