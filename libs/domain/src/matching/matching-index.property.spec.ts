import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  eventReader,
  holds,
  NO_CALENDARS,
  parseCondition,
  type Condition,
  type ConditionEvent,
  type EventReader,
} from '../condition/index.js';
import { eventGroup } from '../event-type.js';
import { MatchingIndex, type IndexedSubscription } from './index.js';

const NOW = Date.parse('2026-02-17T12:00:00.000Z');
const TYPES = ['ticket.created', 'ticket.status_changed', 'reply.created', 'custom.order.paid'];

const ENVELOPE = { id: '1', source: '/helpdesk', subject: null, time: NOW, hopcount: 0, actorType: null };

const reading = (event: ConditionEvent): EventReader =>
  eventReader(event, { now: NOW, workingTime: NO_CALENDARS });

function condition(input: unknown): Condition {
  const parsed = parseCondition(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.condition;
}

const word = fc.constantFrom(
  'open',
  'OPEN',
  'Closed',
  'high',
  'a',
  'refund please',
  'REFUND',
  '3',
  '12',
  'ärger',
);
const number = fc.integer({ min: 0, max: 5 });
const value = fc.oneof(word, number);
const instant = fc
  .integer({ min: -3, max: 3 })
  .map((hours) => new Date(NOW + hours * 3_600_000).toISOString());

const field = fc.constantFrom(
  'ticket.status.slug',
  'ticket.status',
  'ticket.priority.slug',
  'ticket.tags.name',
  'ticket.custom_fields.product',
  'ticket.custom_fields.12',
  'ticket.custom_fields.Product',
  'ticket.agents.custom_fields.product',
  'ticket.subject',
  'ticket.counts.replies',
);
const leaf = (op: fc.Arbitrary<string>, operand: fc.Arbitrary<unknown>, of: fc.Arbitrary<string> = field) =>
  fc.record({ field: of, op, value: operand });
const ordered = fc.constantFrom('ticket.counts.replies', 'ticket.custom_fields.product');
const dated = fc.constantFrom('ticket.timestamps.created', 'time');
const changeable = fc.constantFrom(
  'ticket.status',
  'ticket.priority',
  'ticket.custom_fields.product',
  'ticket.tags',
);

const side = fc.constantFrom('open', 'high', 'a', 3);

const anyTest: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ field, op: fc.constantFrom('eq', 'ne'), value, caseSensitive: fc.boolean() }),
  },
  leaf(fc.constantFrom('in', 'nin'), fc.array(value, { minLength: 1, maxLength: 12 })),
  leaf(fc.constantFrom('lt', 'lte', 'gt', 'gte'), number, ordered),
  leaf(
    fc.constant('between'),
    fc.tuple(number, number).map((two) => two.toSorted()),
    ordered,
  ),
  leaf(fc.constantFrom('contains', 'ncontains', 'starts_with', 'ends_with'), word, fc.oneof(field, dated)),
  leaf(fc.constant('matches'), fc.constantFrom('^ref', 'o', '[0-9]')),
  leaf(fc.constantFrom('exists', 'empty'), fc.boolean()),
  leaf(fc.constantFrom('before', 'after'), instant, dated),
  leaf(fc.constantFrom('lt', 'gte', 'eq'), instant, dated),
  leaf(fc.constantFrom('within_last', 'older_than'), fc.constantFrom('PT1H', 'PT2H'), dated),
  { weight: 3, arbitrary: leaf(fc.constantFrom('changed_from', 'changed_to'), side, changeable) },
  leaf(fc.constant('changed_by'), fc.constantFrom('agent', '12'), changeable),
  fc.record({
    field: changeable,
    op: fc.constantFrom('changed', 'not_changed', 'increased', 'decreased'),
  }),
);
const anyCondition: fc.Arbitrary<Condition> = fc
  .letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 3, arbitrary: anyTest },
      { weight: 2, arbitrary: fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }) },
      { weight: 1, arbitrary: fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie('node') }) },
    ),
  }))
  .node.map(condition);

const some = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.record(shape, { requiredKeys: [] });
const customFields = fc.oneof(
  fc.array(
    some({
      id: fc.constantFrom(12, 13),
      key: fc.constantFrom('product', 'PRODUCT', '12'),
      value,
      values: fc.array(value),
    }),
    { maxLength: 3 },
  ),
  some({ product: value, Product: value, 12: value }),
);
const changes = fc.array(
  some({
    field: fc.constantFrom('status', 'priority', 'custom_fields.product', 'product', 'tags'),
    old: fc.oneof(side, fc.constant(null), fc.array(side, { maxLength: 3 })),
    new: fc.oneof(side, fc.constant(null), fc.array(side, { maxLength: 3 })),
  }),
  { maxLength: 3 },
);
const anyEvent: fc.Arbitrary<ConditionEvent> = fc
  .record({
    type: fc.constantFrom(...TYPES),
    changes,
    ticket: some({
      status: some({ id: number, slug: word, name: word }),
      priority: some({ slug: word }),
      tags: fc.array(some({ name: word }), { maxLength: 3 }),
      agents: fc.array(some({ custom_fields: customFields }), { maxLength: 2 }),
      custom_fields: customFields,
      subject: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
      counts: some({ replies: fc.oneof(number, word, fc.array(number, { maxLength: 3 })) }),
      timestamps: some({ created: fc.oneof(instant, word) }),
    }),
  })
  .map(({ type, changes, ticket }) => ({ ...ENVELOPE, type, data: { ticket, changes, actor: { id: 12 } } }));

const selector = fc.constantFrom('*', 'ticket.*', 'custom.*', 'nonsense', ...TYPES);
const tenant = fc.constantFrom('acme', 'acme', 'acme', 'globex');
const id = fc.integer({ min: 0, max: 300 }).map((n) => `sub_${n}`);
const subscription: fc.Arbitrary<IndexedSubscription> = fc.record({
  id,
  tenant,
  active: fc.integer({ max: 9, min: 0 }).map((chance) => chance > 0),
  events: fc.array(selector, { maxLength: 3 }),
  condition: fc.option(anyCondition, { freq: 8 }),
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ put: subscription }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.record({ tenant, id }) }) },
);

/** What the index must agree with: look at each one. */
function naive(
  all: Iterable<IndexedSubscription>,
  tenant: string,
  { type }: ConditionEvent,
  reader: EventReader,
): string[] {
  const selects = (text: string) => text === '*' || text === type || text === `${eventGroup(type)}.*`;
  return [...all]
    .filter((one) => one.tenant === tenant && one.active && one.events.some(selects))
    .filter((one) => one.condition === null || holds(one.condition, reader))
    .map((one) => one.id)
    .toSorted();
}

test('the index finds what looking at each subscription finds, after any changes', () => {
  let matches = 0;
  const property = fc.property(
    fc.array(step, { minLength: 50, maxLength: 400, size: 'max' }),
    fc.array(anyEvent, { minLength: 1, maxLength: 5 }),
    (steps, events) => {
      const index = new MatchingIndex<IndexedSubscription>();
      const all = new Map<string, IndexedSubscription>();
      for (const one of steps) {
        if ('put' in one) {
          index.put(one.put);
          all.set(`${one.put.tenant}.${one.put.id}`, one.put);
        } else {
          index.remove(one.remove.tenant, one.remove.id);
          all.delete(`${one.remove.tenant}.${one.remove.id}`);
        }
      }
      expect(index.size).toBe(all.size);
      for (const event of events)
        for (const tenant of ['acme', 'globex', 'nobody']) {
          const found = index.match(tenant, event.type, reading(event));
          expect(found.map((one) => one.id)).toEqual(naive(all.values(), tenant, event, reading(event)));
          matches += found.length;
        }
    },
  );
  fc.assert(property, { numRuns: 100 });
  expect(matches).toBeGreaterThan(1000);
});

test('removing and replacing leave nothing behind', () => {
  // So many that both have told them apart: what was divided once is not put together again until it is empty.
  const kept = Array.from({ length: 40 }, (_, n) => ({
    id: `kept-${n}`,
    tenant: 'acme',
    active: true,
    events: ['*'],
    condition: null,
  }));
  const untouched = new MatchingIndex<IndexedSubscription>();
  for (const one of kept) untouched.put(one);
  const property = fc.property(fc.array(subscription, { minLength: 50, maxLength: 200 }), (churned) => {
    const index = new MatchingIndex<IndexedSubscription>();
    for (const one of [...kept, ...churned, ...churned.toReversed()]) index.put(one);
    for (const { tenant, id } of churned) index.remove(tenant, id);
    expect(index).toEqual(untouched);
  });
  fc.assert(property, { numRuns: 50 });
});
