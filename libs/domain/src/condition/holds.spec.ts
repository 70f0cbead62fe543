import { describe, expect, test } from '@jest/globals';
import { aConditionEvent, TICKET, verdictOf } from '../../../../test/support/condition-events.js';

type Row = readonly [field: string, op: string, value: unknown, expected: boolean];

function verdicts(rows: readonly Row[], more: Readonly<Record<string, unknown>> = {}) {
  test.each(rows)('%s %s %j is %s', (field, op, value, expected) => {
    expect(verdictOf({ field, op, ...(value === undefined ? {} : { value }), ...more })).toBe(expected);
  });
}

describe('equality', () => {
  verdicts([
    ['ticket.status.slug', 'eq', 'pending', true],
    ['ticket.status.slug', 'eq', 'PENDING', true],
    ['ticket.status.slug', 'eq', 'open', false],
    ['ticket.subject', 'eq', 'cannot log in: tre\u0300s urgent', true],
    ['ticket.id', 'eq', 123, true],
    ['ticket.id', 'eq', '123', true],
    ['ticket.flags.unanswered', 'eq', true, true],
    ['ticket.flags.unanswered', 'eq', 'TRUE', true],
    ['ticket.flags.spam', 'eq', true, false],
    ['ticket.status.slug', 'ne', 'open', true],
    ['ticket.status.slug', 'ne', 'Pending', false],
    ['ticket.status.slug', 'in', ['open', 'pending'], true],
    ['ticket.status.slug', 'in', ['open'], false],
    ['ticket.status.slug', 'nin', ['open', 'closed'], true],
    ['ticket.status.slug', 'nin', ['open', 'PENDING'], false],
    ['type', 'eq', 'ticket.updated', true],
    ['subject', 'eq', 'tickets/123', true],
    ['hopcount', 'eq', 0, true],
    ['data.ticket.id', 'eq', 123, true],
  ]);
});

describe('a list on the way means any of its elements', () => {
  verdicts([
    ['ticket.tags.slug', 'eq', 'vip', true],
    ['ticket.tags.slug', 'eq', 'eu', true],
    ['ticket.tags.slug', 'eq', 'us', false],
    ['ticket.tags.slug', 'ne', 'vip', false],
    ['ticket.tags.slug', 'ne', 'us', true],
    ['ticket.tags.slug', 'nin', ['us', 'eu'], false],
    ['ticket.services.0.name', 'eq', 'shop', true],
    ['ticket.services.0.name', 'eq', 'checkout', false],
    ['ticket.services.1.name', 'eq', 'checkout', true],
    ['ticket.services.7.name', 'exists', undefined, false],
    ['ticket.tags.name', 'contains', 'rop', true],
    ['ticket.tags.name', 'ncontains', 'rop', false],
  ]);
});

describe('an object stands for its id, slug, name and email', () => {
  verdicts([
    ['ticket.status', 'eq', 'pending', true],
    ['ticket.status', 'eq', 'waiting', true],
    ['ticket.status', 'eq', 4, true],
    ['ticket.status', 'eq', 'stopped', false],
    ['ticket.requester', 'eq', 'ana@example.com', true],
    ['ticket.tags', 'ne', 'vip', false],
    ['ticket.cc', 'in', ['second@example.com'], true],
    ['ticket.cc', 'eq', 'boss@example.com', true],
  ]);
});

describe('comparing a missing value is false', () => {
  const values: Readonly<Record<string, unknown>> = {
    eq: '',
    ne: 'x',
    in: ['x'],
    nin: ['x'],
    lt: 1,
    lte: 1,
    gt: 1,
    gte: 1,
    between: [0, 9],
    contains: 'x',
    ncontains: 'x',
    starts_with: 'x',
    ends_with: 'x',
    matches: '.*',
    before: '2030-01-01',
    after: '2000-01-01',
    within_last: 'P9Y',
    older_than: 'PT0S',
    in_business_hours: 'office',
  };
  const fields = [
    'ticket.track_id',
    'ticket.category.slug',
    'ticket.agents.email',
    'ticket.custom_fields.nothing',
    'data.a.b',
  ];
  const rows = fields.flatMap((field) =>
    Object.entries(values).map(([op, value]): Row => [field, op, value, false]),
  );
  verdicts(rows);
});

describe('custom fields', () => {
  verdicts([
    ['ticket.custom_fields.product', 'eq', 'widget pro', true],
    ['ticket.custom_fields.12', 'eq', 'widget pro', true],
    ['ticket.custom_fields.cust_12', 'eq', 'widget pro', true],
    ['ticket.custom_fields.Product', 'eq', 'other', true],
    ['ticket.custom_fields.Product', 'eq', 'widget pro', false],
    ['ticket.custom_fields.PRODUCT', 'in', ['widget pro'], true],
    ['ticket.custom_fields.CUST_24', 'eq', 41.5, true],
    ['ticket.custom_fields.24', 'gt', 41, true],
    ['ticket.custom_fields.24.type', 'eq', 'number', true],
    ['ticket.custom_fields.product.value', 'eq', 'widget pro', true],
    ['ticket.custom_fields.regions', 'eq', 'south', true],
    ['ticket.custom_fields.regions', 'ne', 'south', false],
    ['ticket.custom_fields.owners', 'eq', 'ana', true],
    ['ticket.custom_fields.due_on', 'before', '2026-03-02', true],
    ['ticket.custom_fields.nothing', 'empty', undefined, true],
    ['ticket.custom_fields.unheard_of', 'exists', undefined, false],
    ['ticket.requester.custom_fields.tier', 'eq', 'gold', true],
  ]);

  test('of an object instead of a list are its members', () => {
    const event = aConditionEvent({ data: { ticket: { id: 1, custom_fields: { product: 'Widget' } } } });
    expect(verdictOf({ field: 'ticket.custom_fields.product', op: 'eq', value: 'widget' }, event)).toBe(true);
  });
  test('an entry without an id of its own is found by the number of its slug, and the other way round', () => {
    const event = aConditionEvent({
      data: {
        ticket: {
          id: 1,
          custom_fields: [
            { slug: 'cust_5', value: 'a' },
            { id: 6, value: 'b' },
          ],
        },
      },
    });
    expect(verdictOf({ field: 'ticket.custom_fields.5', op: 'eq', value: 'a' }, event)).toBe(true);
    expect(verdictOf({ field: 'ticket.custom_fields.cust_6', op: 'eq', value: 'b' }, event)).toBe(true);
  });
});

describe('order', () => {
  verdicts([
    ['ticket.counts.replies', 'gt', 2, true],
    ['ticket.counts.replies', 'gt', 3, false],
    ['ticket.counts.replies', 'gte', 3, true],
    ['ticket.counts.replies', 'lt', '4', true],
    ['ticket.counts.replies', 'lt', 3, false],
    ['ticket.counts.replies', 'lte', 3, true],
    ['ticket.counts.replies', 'between', [3, 5], true],
    ['ticket.counts.replies', 'between', [1, 3], true],
    ['ticket.counts.replies', 'between', [4, 5], false],
    ['ticket.custom_fields.24', 'between', [41.5, 42], true],
    ['ticket.subject', 'gt', 0, false],
    ['ticket.timestamps.created', 'lt', '2026-02-16T13:00:00+02:00', false],
    ['ticket.timestamps.created', 'lt', '2026-02-17', true],
    ['ticket.timestamps.created', 'between', ['2026-02-16', '2026-02-17'], true],
    ['ticket.counts.replies', 'gt', '2000-01-01', false],
    ['ticket.custom_fields.due_on', 'gte', '2026-03-01T00:00:00Z', true],
    ['ticket.flags.spam', 'lt', 1, false],
  ]);
});

describe('texts', () => {
  verdicts([
    ['ticket.subject', 'contains', 'LOG IN', true],
    ['ticket.subject', 'contains', 'très', true],
    ['ticket.subject', 'contains', 'logout', false],
    ['ticket.subject', 'ncontains', 'logout', true],
    ['ticket.subject', 'ncontains', 'log in', false],
    ['ticket.subject', 'starts_with', 'cannot', true],
    ['ticket.subject', 'starts_with', 'log', false],
    ['ticket.subject', 'ends_with', 'urgent', true],
    ['ticket.subject', 'ends_with', 'très', false],
    ['ticket.subject', 'matches', 'log.?in', true],
    ['ticket.subject', 'matches', '^cannot .* urgent$', true],
    ['ticket.subject', 'matches', '^log', false],
    ['ticket.subject', 'matches', 'TRÈS', true],
    ['ticket.id', 'starts_with', 12, true],
    ['ticket.id', 'matches', '^\\d{3}$', true],
    ['ticket.timestamps.created', 'starts_with', '2026-02-16t', true],
  ]);
});

describe('case-sensitive', () => {
  verdicts(
    [
      ['ticket.tags.name', 'eq', 'VIP', true],
      ['ticket.tags.name', 'eq', 'vip', false],
      ['ticket.tags.name', 'ne', 'vip', true],
      ['ticket.tags.name', 'in', ['vip', 'Europe'], true],
      ['ticket.tags.name', 'nin', ['vip'], true],
      ['ticket.subject', 'contains', 'Log', false],
      ['ticket.subject', 'starts_with', 'Cannot', true],
      ['ticket.subject', 'ends_with', 'urgent', false],
      ['ticket.subject', 'matches', 'URGENT', true],
      ['ticket.subject', 'matches', 'urgent', false],
      ['ticket.id', 'eq', '123', true],
      ['ticket.timestamps.created', 'eq', '2026-02-16t12:00:00z', true],
    ],
    { caseSensitive: true },
  );
});

describe('presence', () => {
  verdicts([
    ['ticket.subject', 'exists', undefined, true],
    ['ticket.subject', 'exists', false, false],
    ['ticket.justification', 'exists', undefined, true],
    ['ticket.category', 'exists', true, false],
    ['ticket.agents', 'exists', undefined, false],
    ['ticket.agents', 'exists', false, true],
    ['ticket.status', 'exists', undefined, true],
    ['ticket.justification', 'empty', undefined, true],
    ['ticket.category', 'empty', undefined, true],
    ['ticket.agents', 'empty', true, true],
    ['ticket.flags.spam', 'empty', undefined, false],
    ['ticket.subject', 'empty', false, true],
    ['ticket.subject', 'empty', undefined, false],
  ]);
});

describe('instants', () => {
  verdicts([
    ['time', 'eq', '2026-02-17T15:45:00+01:00', true],
    ['ticket.timestamps.updated', 'eq', '2026-02-17T14:45:00Z', true],
    ['ticket.timestamps.updated', 'in', ['2026-02-17', '2026-02-17T14:45:00.0Z'], true],
    ['ticket.timestamps.updated', 'ne', '2026-02-17T14:45Z', false],
    ['time', 'before', '2026-02-17T14:45:00Z', false],
    ['time', 'before', '2026-02-17T14:45:00.001Z', true],
    ['time', 'after', '2026-02-17T14:45:00Z', false],
    ['time', 'after', '2026-02-17', true],
    ['time', 'within_last', 'PT15M', true],
    ['time', 'within_last', 'PT14M59.999S', false],
    ['time', 'older_than', 'PT15M', false],
    ['time', 'older_than', 'PT14M59S', true],
    ['ticket.timestamps.created', 'within_last', 'P1M', true],
    ['ticket.custom_fields.due_on', 'within_last', 'P1Y', false],
    ['ticket.custom_fields.due_on', 'older_than', 'PT0S', false],
    ['time', 'in_business_hours', 'office', true],
    ['time', 'in_business_hours', 'nobody', false],
    ['ticket.subject', 'in_business_hours', 'office', false],
  ]);

  test('an event that states no time happened when it was stored', () => {
    const event = aConditionEvent({ time: null });
    expect(verdictOf({ field: 'time', op: 'eq', value: '2026-02-17T15:00:00Z' }, event)).toBe(true);
    expect(verdictOf({ field: 'time', op: 'within_last', value: 'PT0S' }, event)).toBe(true);
  });
});

test('a helpdesk whose clock is a little ahead has not published from the future', () => {
  const recent = { field: 'time', op: 'within_last', value: 'PT1H' };
  const at = (time: string) => aConditionEvent({ time: Date.parse(time) });
  expect(verdictOf(recent, at('2026-02-17T15:01:00.000Z'))).toBe(true);
  expect(verdictOf(recent, at('2026-02-17T15:01:00.001Z'))).toBe(false);
});

test('of several assignments each counts', () => {
  const team = { kind: 'team', assignee: { id: 7, name: 'Billing' } };
  const agent = { kind: 'agent', assignee: { id: 3, name: 'Ana' } };
  const event = aConditionEvent({ data: { assignment: agent, assignments: [agent, team] } });
  const is = (field: string, value: string) => verdictOf({ field, op: 'eq', value }, event);
  expect(is('assignment.kind', 'team')).toBe(true);
  expect(is('assignment.assignee.name', 'billing')).toBe(true);
  expect(is('assignment.kind', 'agent')).toBe(true);
});

describe('groups', () => {
  const yes = { field: 'ticket.id', op: 'eq', value: 123 };
  const no = { field: 'ticket.id', op: 'eq', value: 124 };
  test.each([
    [{ all: [] }, true],
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: no }, true],
    [{ not: { all: [yes, { any: [no, yes] }] } }, false],
    [{ not: { field: 'ticket.track_id', op: 'eq', value: 'x' } }, true],
  ])('%j is %s', (condition, expected) => {
    expect(verdictOf(condition)).toBe(expected);
  });
});

describe('what a path may not reach', () => {
  test.each([
    'data.ticket.constructor',
    'data.__proto__',
    'data.ticket.subject.length',
    'data.ticket.tags.length',
  ])('%s', (field) => {
    expect(verdictOf({ field, op: 'exists' })).toBe(false);
  });
  test("`data.type` is the data's, not the event's", () => {
    const event = aConditionEvent({ data: { type: 'custom.own', ticket: TICKET } });
    expect(verdictOf({ field: 'data.type', op: 'eq', value: 'custom.own' }, event)).toBe(true);
    expect(verdictOf({ field: 'type', op: 'eq', value: 'custom.own' }, event)).toBe(false);
  });
});

describe('what an event of hostile size may cost', () => {
  const held = (own: unknown, condition: object) => verdictOf(condition, aConditionEvent({ data: { own } }));
  const nested = (levels: number): unknown =>
    Array.from({ length: levels }).reduce((inner: unknown) => [inner], 'core');

  test('lists in lists are looked into, and no event exhausts the stack', () => {
    const isCore = { field: 'data.own', op: 'eq', value: 'core' };
    expect(held(nested(50), isCore)).toBe(true);
    expect(held(nested(100_000), isCore)).toBe(false);
    expect(held(nested(100_000), { field: 'data.own.x', op: 'exists' })).toBe(false);
  });
  test('the first 10,000 elements of a list are looked at', () => {
    const isLast = { field: 'data.own.sku', op: 'eq', value: 'last' };
    const rows = (count: number) => [...Array.from({ length: count }, () => ({ sku: 'x' })), { sku: 'last' }];
    expect(held(rows(9_999), isLast)).toBe(true);
    expect(held(rows(10_000), isLast)).toBe(false);
    const custom_fields = Array.from({ length: 10_001 }, (_, id) => ({ id, value: 'x' }));
    const has = (id: number) => ({ field: `data.own.custom_fields.${id}`, op: 'exists' });
    expect(held({ custom_fields }, has(9_999))).toBe(true);
    expect(held({ custom_fields }, has(10_000))).toBe(false);
  });
});
