import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aConditionEvent, compiled, CONTEXT, NOW } from '../../../../test/support/condition-events.js';
import { HOURS, naiveHolds, type NaiveEvent } from '../../../../test/support/naive-conditions.js';
import type { Condition, ConditionExplanation, ConditionTest } from './condition.js';
import { eventReader, type EventReader } from './event-reader.js';
import { explainCondition } from './explain-condition.js';
import { holds } from './holds.js';

type Json = Readonly<Record<string, unknown>>;
const RUNS = { numRuns: 5_000 };

const text = fc.constantFrom(
  'open',
  'Open',
  'PENDING',
  'pending',
  'a b',
  'é',
  'E\u0301',
  '',
  ' ',
  '12',
  '3.5',
  'x',
  'open.closed',
);
const instant = fc
  .integer({ min: -50, max: 5 })
  .map((hours) => new Date(NOW + hours * 1_800_000).toISOString());
const scalar = fc.oneof(text, fc.constantFrom<unknown>(12, 3.5, -1, 0, true, false), instant);
const loose = fc.oneof(
  scalar,
  fc.constant(null),
  fc.array(fc.oneof(scalar, fc.constant(null)), { maxLength: 3 }),
);
const thing = fc.record(
  { id: fc.constantFrom<unknown>(1, 12, '12'), slug: text, name: text },
  { requiredKeys: [] },
);
const entry = fc.record(
  {
    id: fc.constantFrom(5, 6),
    key: fc.constantFrom('product', 'Product', 'size'),
    value: fc.oneof(scalar, fc.constant(null)),
    values: fc.array(scalar, { maxLength: 2 }),
    items: fc.array(fc.record({ label: fc.oneof(text, fc.constant(null)) }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const status = fc.constantFrom<unknown>('open', 'Pending', 'closed', null);
/** One entry for each field: several for one are merged, which is tested by itself. */
const changes = fc.uniqueArray(
  fc.oneof(
    fc.record({
      field: fc.constantFrom('status', 'custom_fields.product', 'product', 'tags'),
      old: status,
      new: status,
    }),
    fc.record({
      field: fc.constantFrom('priority', 'urgency'),
      old: fc.constantFrom('low', 'High', 'p1', '3'),
      new: fc.constantFrom('normal', 'urgent', 'p2', '4'),
    }),
  ),
  {
    maxLength: 3,
    selector: ({ field }) =>
      field.replace(/^custom_fields\.|^urgency$/, (part) => (part === 'urgency' ? 'priority' : '')),
  },
);
/**
 * The ticket's other names for what a change says count too, which is tested by itself: here it has none, and spells what
 * both name as the change does.
 */
function namedAsChanged(one: unknown): unknown {
  if (typeof one !== 'object' || one === null || !('slug' in one)) return null;
  const { slug } = one;
  const spelt = ['open', 'Pending', 'closed'].find(
    (word) => word.toLowerCase() === String(slug).toLowerCase(),
  );
  return { slug: spelt ?? slug };
}
const data = fc.record(
  {
    actor: fc.record({ name: fc.constantFrom('Ana', 'Max') }),
    ticket: fc.record(
      {
        subject: fc.oneof(text, fc.constant(null)),
        status: fc.oneof(thing.map(namedAsChanged), fc.constant(null)),
        tags: fc.array(fc.oneof(thing, fc.constant(null)), { maxLength: 3 }),
        counts: fc.record({ replies: fc.constantFrom<unknown>(0, 12, null) }),
        custom_fields: fc.array(entry, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    own: fc.record(
      { deep: fc.array(fc.record({ value: loose }, { requiredKeys: [] }), { maxLength: 3 }), flat: loose },
      { requiredKeys: [] },
    ),
    changes,
  },
  { requiredKeys: ['actor'] },
);

const valueField = fc.constantFrom(
  'type',
  'time',
  'ticket.subject',
  'ticket.status',
  'ticket.status.slug',
  'ticket.tags',
  'ticket.tags.name',
  'ticket.tags.1.name',
  'ticket.counts.replies',
  'ticket.custom_fields.product',
  'ticket.custom_fields.PRODUCT',
  'ticket.custom_fields.5',
  'ticket.custom_fields.product.key',
  'data.own.deep.value',
  'data.own.deep.0.value',
  'data.own.flat',
  'data.own.flat.0',
  'data.own.missing',
);
const changedField = fc.constantFrom(
  'ticket.status',
  'ticket.status.slug',
  'ticket.priority',
  'ticket.custom_fields.product',
);
const bound = fc.oneof(fc.constantFrom<unknown>(0, 3, 3.5, 12, '12'), instant);
const wanted = fc.oneof(status, fc.array(status, { minLength: 1, maxLength: 2 }));
const optional = (value: fc.Arbitrary<unknown>) => fc.record({ value }, { requiredKeys: [] });
const cased = fc.record({ caseSensitive: fc.boolean() }, { requiredKeys: [] });

/** Instants are equal however they are spelt: of fields that are instants the naive evaluator only compares order. */
const comparable = valueField.filter((field) => field !== 'time' && field !== 'type');
/** Fields that may hold an instant. */
const timely = valueField.filter((field) => field !== 'ticket.counts.replies');
const eventType = fc.constantFrom('ticket.updated', 'Ticket.Created', 'custom.thing', 'custom.other');
const nonEmpty = text.filter((one) => one !== '');
const aTest = (field: fc.Arbitrary<string>, ops: readonly string[], more: fc.Arbitrary<Json>) =>
  fc
    .tuple(field, fc.constantFrom(...ops), more)
    .map(([path, op, rest]): Json => ({ field: path, op, ...rest }));
const withValue = (value: fc.Arbitrary<unknown>, rest: fc.Arbitrary<Json> = fc.constant({})) =>
  fc.tuple(value, rest).map(([operand, others]): Json => ({ value: operand, ...others }));

const leaf: fc.Arbitrary<Json> = fc.oneof(
  aTest(comparable, ['eq', 'ne'], withValue(scalar, cased)),
  aTest(comparable, ['in', 'nin'], withValue(fc.array(scalar, { minLength: 1, maxLength: 3 }), cased)),
  aTest(fc.constant('type'), ['eq', 'ne'], withValue(eventType, cased)),
  aTest(
    fc.constant('type'),
    ['in', 'nin'],
    withValue(fc.array(eventType, { minLength: 1, maxLength: 3 }), cased),
  ),
  aTest(comparable, ['lt', 'lte', 'gt', 'gte'], withValue(bound)),
  aTest(fc.constant('time'), ['lt', 'lte', 'gt', 'gte', 'before', 'after'], withValue(instant)),
  aTest(
    comparable,
    ['between'],
    withValue(
      fc.constantFrom<unknown>(
        [0, 12],
        [3.5, 3.5],
        [new Date(NOW - 9e6).toISOString(), new Date(NOW).toISOString()],
      ),
    ),
  ),
  aTest(valueField, ['contains', 'ncontains', 'starts_with', 'ends_with'], withValue(nonEmpty, cased)),
  aTest(
    valueField,
    ['matches'],
    withValue(fc.constantFrom('^o', 'p.*n', '\\d$', 'É', '^$', 'open|x', '.'), cased),
  ),
  aTest(valueField, ['exists', 'empty'], optional(fc.boolean())),
  aTest(timely, ['before', 'after'], withValue(instant)),
  aTest(timely, ['within_last', 'older_than'], withValue(fc.constantFrom(...Object.keys(HOURS)))),
  aTest(changedField, ['changed_from', 'changed_to'], withValue(wanted, cased)),
  aTest(
    changedField,
    ['changed'],
    optional(fc.record({ from: wanted, to: wanted }, { requiredKeys: ['to'] })),
  ),
  aTest(changedField, ['changed_by'], withValue(fc.constantFrom<unknown>('ana', ['Max', 'Ana'], 'nobody'))),
  aTest(changedField, ['not_changed', 'increased', 'decreased'], fc.constant({})),
);
const { condition } = fc.letrec<{ condition: Json }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}));
const event: fc.Arbitrary<NaiveEvent> = fc.record({
  type: fc.constantFrom('ticket.updated', 'ticket.created', 'custom.thing'),
  time: instant,
  data,
});

function readerOf({ type, time, data: stated }: NaiveEvent): EventReader {
  return eventReader(aConditionEvent({ type, time: Date.parse(time), data: stated }), CONTEXT);
}

describe('over any conditions and events', () => {
  test('a test holds as it does naively', () => {
    fc.assert(
      fc.property(leaf, event, (input, about) => {
        expect(holds(compiled(input), readerOf(about))).toBe(naiveHolds(input, about, NOW));
      }),
      { numRuns: 20_000 },
    );
  });
  test('a tree of tests holds as it does naively', () => {
    fc.assert(
      fc.property(condition, event, (input, about) => {
        expect(holds(compiled(input), readerOf(about))).toBe(naiveHolds(input, about, NOW));
      }),
      RUNS,
    );
  });
  test('the events and conditions of these tests are neither always true nor always false', () => {
    const verdicts = fc
      .sample(fc.tuple(leaf, event), { numRuns: 2_000, seed: 1 })
      .map(([input, about]) => naiveHolds(input, about, NOW));
    const share = verdicts.filter(Boolean).length / verdicts.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.9);
  });
  test('one reader says the same to many conditions as one for each', () => {
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 8 }), event, (inputs, about) => {
        const shared = readerOf(about);
        for (const input of [...inputs, ...inputs])
          expect(holds(compiled(input), shared)).toBe(holds(compiled(input), readerOf(about)));
      }),
      { numRuns: 1_000 },
    );
  });
  test('De Morgan', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), event, (parts, about) => {
        const verdict = (input: Json) => holds(compiled(input), readerOf(about));
        const negated = parts.map((not) => ({ not }));
        expect(verdict({ not: { all: parts } })).toBe(verdict({ any: negated }));
        expect(verdict({ not: { any: parts } })).toBe(verdict({ all: negated }));
      }),
      { numRuns: 2_000 },
    );
  });
  test('the explanation is the condition itself, with the verdicts that it has', () => {
    fc.assert(
      fc.property(condition, event, (input, about) => {
        const reader = readerOf(about);
        const explanation = explainCondition(compiled(input), reader);
        expect(explanation.verdict).toBe(holds(compiled(input), reader));
        expect(bare(explanation)).toEqual(input);
        expectVerdicts(explanation, reader);
      }),
      { numRuns: 2_000 },
    );
  });
  test('where a condition holds, each equality that it requires has a key among those of the field', () => {
    fc.assert(
      fc.property(condition, event, (input, about) => {
        const reader = readerOf(about);
        const whole = compiled(input);
        if (!holds(whole, reader)) return;
        for (const { field, comparison } of required(whole)) {
          if (comparison.kind === 'equal' && !comparison.negated)
            expect(reader.keys(field).some((key) => comparison.keys.has(key))).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

/** The tests that must hold for the condition to hold. */
function required(whole: Condition): readonly ConditionTest[] {
  if (whole.kind === 'test') return [whole];
  return whole.kind === 'all' ? whole.of.flatMap(required) : [];
}

/** What was explained, without what the explanation adds. */
function bare(explanation: ConditionExplanation): unknown {
  if ('all' in explanation) return { all: explanation.all.map(bare) };
  if ('any' in explanation) return { any: explanation.any.map(bare) };
  if ('not' in explanation) return { not: bare(explanation.not) };
  const { actual: _actual, verdict: _verdict, ...source } = explanation;
  return source;
}

/** Every node's verdict is that of the node alone. */
function expectVerdicts(explanation: ConditionExplanation, reader: EventReader): void {
  expect(explanation.verdict).toBe(holds(compiled(bare(explanation)), reader));
  if ('all' in explanation) for (const part of explanation.all) expectVerdicts(part, reader);
  else if ('any' in explanation) for (const part of explanation.any) expectVerdicts(part, reader);
  else if ('not' in explanation) expectVerdicts(explanation.not, reader);
}
