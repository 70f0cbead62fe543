import { describe, expect, test } from '@jest/globals';
import type { ConditionEvent } from './condition-event.js';
import { aConditionEvent, TICKET, verdictOf } from '../../../../test/support/condition-events.js';

const STATUS = {
  field: 'status',
  old: 'open',
  new: 'pending',
  old_id: 1,
  new_id: 4,
  old_label: 'Open',
  new_label: 'Waiting',
};
const ANA = { id: 9, name: 'Ana', email: 'ana@example.com' };
const MAX = { id: 8, name: 'Max', email: 'max@example.com' };

function changing(...changes: readonly unknown[]): ConditionEvent {
  return aConditionEvent({ data: { ticket: TICKET, changes } });
}

type Row = readonly [field: string, op: string, value: unknown, expected: boolean];

function verdicts(event: ConditionEvent, rows: readonly Row[]) {
  test.each(rows)('%s %s %j is %s', (field, op, value, expected) => {
    expect(verdictOf({ field, op, ...(value === undefined ? {} : { value }) }, event)).toBe(expected);
  });
}

describe('a change of status', () => {
  verdicts(changing(STATUS), [
    ['ticket.status', 'changed', undefined, true],
    ['ticket.status.slug', 'changed', undefined, true],
    ['status', 'changed', true, true],
    ['data.ticket.status', 'changed', undefined, true],
    ['ticket.status', 'not_changed', undefined, false],
    ['ticket.priority', 'changed', undefined, false],
    ['ticket.priority', 'not_changed', undefined, true],
    ['ticket.status', 'changed', { from: 'open', to: 'pending' }, true],
    ['ticket.status', 'changed', { from: ['new', 'Open'], to: ['PENDING'] }, true],
    ['ticket.status', 'changed', { from: 'pending' }, false],
    ['ticket.status', 'changed', { to: 'open' }, false],
    ['ticket.status.slug', 'changed_to', 'pending', true],
    ['ticket.status.slug', 'changed_to', 'waiting', false],
    ['ticket.status.name', 'changed_to', 'waiting', true],
    ['ticket.status.name', 'changed_to', 'pending', false],
    ['ticket.status.id', 'changed_from', 1, true],
    ['ticket.status.id', 'changed_from', [2, 3], false],
    ['ticket.status', 'changed_to', 4, true],
    ['ticket.status', 'changed_to', 'Waiting', true],
    ['ticket.status.base', 'changed_to', 'stopped', true],
    ['ticket.status.base', 'changed_from', 'in_progress', false],
    ['ticket.status', 'increased', undefined, false],
  ]);
});

describe('how helpdesks report a change', () => {
  const rows: readonly (readonly [report: unknown, field: string])[] = [
    [{ field: 'urgency', old: 'low', new: 'x' }, 'ticket.priority'],
    [{ field: 'assignee', old: 'a', new: 'x' }, 'ticket.agents'],
    [{ field: 'agents', old: ['a'], new: ['x'] }, 'ticket.primary_agent'],
    [{ field: 'assigned_to', old: 'a', new: 'x' }, 'assignee'],
    [{ field: 'group', old: 'a', new: 'x' }, 'ticket.team.name'],
    [{ field: 'state', old: 'a', new: 'x' }, 'ticket.status'],
    [{ field: 'ticket.status.slug', old: 'a', new: 'x' }, 'ticket.status'],
    [{ field: 'statusId', old: 'a', new: 'x' }, 'ticket.status'],
    [{ field: 'tags', old: ['a'], new: ['a', 'x'] }, 'ticket.tags'],
    [{ field: 'spam', old: 'a', new: 'x' }, 'ticket.flags.spam'],
    [{ field: 'custom_fields.product', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: 'Product', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: 'custom', key: 'product', old: 'a', new: 'x' }, 'custom_fields.product'],
    [{ field: 'custom', id: 24, old: 'a', new: 'x' }, 'ticket.custom_fields.24'],
    [{ field: 'custom', id: 24, old: 'a', new: 'x' }, 'cust_24'],
    [{ field: 'Order', slug: 'cust_24', old: 'a', new: 'x' }, 'ticket.custom_fields.24'],
    [{ field: 'cust_12', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: '12', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: 'custom_fields.12', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: 'Product of the ticket', slug: 'cust_12', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: 'regions', old: 'a', new: 'x' }, 'ticket.custom_fields.30'],
    [{ field: 'regions', old: 'a', new: 'x' }, 'ticket.custom_fields.cust_30'],
    [{ field: 'requester', old: { email: 'a' }, new: { email: 'x' } }, 'ticket.requester.email'],
    [{ field: 'requester.email', old: 'a', new: 'x' }, 'ticket.requester.email'],
    [{ field: 'billing_plan', old: 'a', new: 'x' }, 'data.billing_plan'],
  ];
  test.each(rows)('%j is a change of %s', (report, field) => {
    expect(verdictOf({ field, op: 'changed_to', value: 'x' }, changing(report))).toBe(true);
    expect(verdictOf({ field, op: 'not_changed' }, changing(report))).toBe(false);
  });
  test.each([
    [STATUS, 'ticket.custom_fields.status'],
    [{ ...STATUS, id: 24 }, 'ticket.custom_fields.24'],
    [{ field: 'cust_24', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: 'cust_99', old: 'a', new: 'x' }, 'ticket.custom_fields.product'],
    [{ field: 'tags', old: 'a', new: 'x' }, 'article.tags'],
    [{ field: 'requester.name', old: 'a', new: 'x' }, 'ticket.requester.email'],
  ])('%j is no change of %s', (report, field) => {
    expect(verdictOf({ field, op: 'changed' }, changing(report))).toBe(false);
  });
  test.each([
    [{ field: 'status', old: 'open', new: 'open' }],
    [{ field: 'status', old: 'open', new: 'open', old_id: 1, new_id: 1 }],
    [{ field: 'status', old_label: 'Open', new_label: 'Open' }],
    ['status'],
    [null],
  ])('%j changes nothing', (report) => {
    expect(verdictOf({ field: 'ticket.status', op: 'changed' }, changing(report))).toBe(false);
  });
  test('an entry that only names its field says that it changed', () => {
    expect(verdictOf({ field: 'ticket.status', op: 'changed' }, changing({ field: 'status' }))).toBe(true);
  });
  test('a change of base is told by the bases', () => {
    const stays = changing({ ...STATUS, old_base: 'stopped' });
    expect(verdictOf({ field: 'ticket.status', op: 'changed' }, stays)).toBe(true);
    expect(verdictOf({ field: 'ticket.status.base', op: 'changed' }, stays)).toBe(false);
  });
});

describe('what the snapshot tells of the new value', () => {
  const ticket = {
    ...TICKET,
    status: { id: 4, slug: 'pending', name: 'Waiting', base: 'stopped' },
    team: { id: 7, name: 'Billing' },
    priority: { id: 3, slug: 'high', name: '3 High' },
    agents: [MAX, ANA],
  };
  const changed = (change: object) => aConditionEvent({ data: { ticket, changes: [change] } });
  verdicts(changed({ field: 'status', old: 'open', new: 'pending' }), [
    ['ticket.status', 'changed_to', 4, true],
    ['ticket.status.id', 'changed_to', 4, true],
    ['ticket.status.id', 'changed_from', 4, false],
    ['ticket.status', 'changed_to', 'waiting', true],
    ['ticket.status.name', 'changed_to', 'pending', false],
    ['ticket.status.slug', 'changed_to', 'waiting', false],
    ['ticket.status', 'changed_from', 'open', true],
  ]);
  verdicts(changed({ field: 'status_id', old: 1, new: 4 }), [
    ['ticket.status', 'changed_to', 'pending', true],
    ['ticket.status.slug', 'changed_to', 'pending', true],
    ['ticket.status.slug', 'changed_to', 4, false],
    ['ticket.status', 'changed_to', 4, true],
  ]);
  verdicts(changed({ field: 'group_id', old: 2, new: 7 }), [['ticket.team', 'changed_to', 'Billing', true]]);
  verdicts(changed({ field: 'assignee_id', old: null, new: 9 }), [
    ['ticket.agents', 'changed_to', 'ana@example.com', true],
    ['ticket.agents', 'changed_to', 'max@example.com', false],
    ['ticket.agents', 'changed_from', null, true],
  ]);
  verdicts(changed({ field: 'priority', old: 1, new: 3 }), [
    ['ticket.priority', 'increased', undefined, true],
    ['ticket.priority', 'changed_to', 'high', true],
  ]);
  test('nothing where the change is of something else, or to something else than the snapshot', () => {
    const stale = changed({ field: 'status', old: 'open', new: 'solved' });
    expect(verdictOf({ field: 'ticket.status', op: 'changed_to', value: 4 }, stale)).toBe(false);
    const other = changed({ field: 'subject', old: 'x', new: 'pending' });
    expect(verdictOf({ field: 'ticket.subject', op: 'changed_to', value: 4 }, other)).toBe(false);
    const same = changed({ field: 'status', old: 'pending', new: 'pending' });
    expect(verdictOf({ field: 'ticket.status', op: 'changed' }, same)).toBe(false);
  });
  test('no more than the change says itself', () => {
    const event = changed({ field: 'status', old: 'open', new: 'pending', new_label: 'Parked' });
    expect(verdictOf({ field: 'ticket.status.name', op: 'changed_to', value: 'parked' }, event)).toBe(true);
    expect(verdictOf({ field: 'ticket.status.name', op: 'changed_to', value: 'waiting' }, event)).toBe(false);
  });
});

describe('lists: what came in and what went', () => {
  verdicts(changing({ field: 'tags', old: ['vip', { slug: 'old' }], new: ['vip', { slug: 'new' }] }), [
    ['ticket.tags', 'changed_to', 'new', true],
    ['ticket.tags', 'changed_to', 'vip', false],
    ['ticket.tags', 'changed_from', 'old', true],
    ['ticket.tags', 'changed_from', 'vip', false],
    ['ticket.tags', 'changed', { from: 'old', to: ['other', 'new'] }, true],
    ['ticket.tags', 'increased', undefined, false],
  ]);
});

test('a custom field that has the name of a built-in one is found by its id, and is not taken for it', () => {
  const ticket = { ...TICKET, custom_fields: [{ id: 40, key: 'priority', slug: 'cust_40', value: 'x' }] };
  const changes = [{ field: 'cust_40', old: 'a', new: 'x' }];
  const event = aConditionEvent({ data: { ticket, changes } });
  expect(verdictOf({ field: 'ticket.custom_fields.priority', op: 'changed_to', value: 'x' }, event)).toBe(
    true,
  );
  expect(verdictOf({ field: 'ticket.priority', op: 'changed' }, event)).toBe(false);
});

test('several changes of one field count together: a custom field may stand in several lines', () => {
  const line = (number: number, before: string, after: string) => ({
    field: 'custom',
    key: 'product',
    line: number,
    old: before,
    new: after,
  });
  const event = changing(line(1, 'a', 'b'), line(2, 'c', 'd'), line(3, 'e', 'e'));
  const field = 'ticket.custom_fields.product';
  expect(verdictOf({ field, op: 'changed_to', value: ['b'] }, event)).toBe(true);
  expect(verdictOf({ field, op: 'changed_to', value: ['d'] }, event)).toBe(true);
  expect(verdictOf({ field, op: 'changed_to', value: ['e'] }, event)).toBe(false);
});

describe('nothing', () => {
  verdicts(
    changing(
      { field: 'team', old: null, new: { id: 7, name: 'Billing' } },
      { field: 'category', old: 'a', new: '' },
      { field: 'assignee', old_id: 0, old: null, new: 'ana' },
    ),
    [
      ['ticket.team', 'changed_from', null, true],
      ['ticket.team', 'changed', { from: null, to: 'billing' }, true],
      ['ticket.team', 'changed_to', null, false],
      ['ticket.category', 'changed_to', [null, 'x'], true],
      ['ticket.agents', 'changed_from', '', true],
    ],
  );
  test('a side that is not stated is not nothing', () => {
    const event = changing({ field: 'team', new: 'Billing' });
    expect(verdictOf({ field: 'ticket.team', op: 'changed_from', value: null }, event)).toBe(false);
  });
});

describe('what rises and falls', () => {
  const moves: readonly (readonly [
    field: string,
    before: unknown,
    after: unknown,
    increased: boolean,
    decreased: boolean,
  ])[] = [
    ['ticket.priority', 'low', 'high', true, false],
    ['ticket.priority', 'Urgent', 'medium', false, true],
    ['ticket.priority', '2 normal', '3 high', true, false],
    ['ticket.priority', { id: 9, slug: 'low' }, { id: 1, slug: 'normal' }, true, false],
    ['ticket.priority', 'normal', 'medium', false, false],
    ['ticket.priority', 'P1', 'P2', false, false],
    ['ticket.custom_fields.amount', 5, '7.5', true, false],
    ['ticket.custom_fields.amount', '10', '9', false, true],
    ['ticket.custom_fields.amount', 'low', 'high', false, false],
    ['ticket.custom_fields.amount', null, 5, false, false],
    ['ticket.custom_fields.amount', [1], [2], false, false],
    ['ticket.sla.response_due', '2026-02-17T10:00:00Z', '2026-02-17T10:30:00+01:00', false, true],
  ];
  test.each(moves)('%s from %j to %j', (field, before, after, increased, decreased) => {
    const name = field.replace('ticket.', '');
    const event = changing({ field: name, old: before, new: after });
    expect(verdictOf({ field, op: 'increased' }, event)).toBe(increased);
    expect(verdictOf({ field, op: 'decreased' }, event)).toBe(decreased);
  });
  test('the labels of a priority count where its values say nothing; its ids never do', () => {
    const labelled = changing({
      field: 'priority',
      old: 'a',
      new: 'b',
      old_label: 'High',
      new_label: 'Low',
      old_id: 1,
      new_id: 2,
    });
    expect(verdictOf({ field: 'ticket.priority', op: 'decreased' }, labelled)).toBe(true);
    const numbered = changing({ field: 'priority', old: 'a', new: 'b', old_id: 1, new_id: 2 });
    expect(verdictOf({ field: 'ticket.priority', op: 'increased' }, numbered)).toBe(false);
  });
});

describe('who changed it', () => {
  const by = (
    overrides: Partial<ConditionEvent>,
    actor: unknown = { ...ANA, external_id: 'x-1', is_agent: true },
  ) => aConditionEvent({ data: { ticket: TICKET, changes: [STATUS], actor }, ...overrides });
  test.each<[unknown, boolean]>([
    [9, true],
    ['ANA', true],
    ['ana@example.com', true],
    ['x-1', true],
    ['agent', true],
    ['client', false],
    [['system', 'agent'], true],
    [8, false],
  ])('by %j', (value, expected) => {
    expect(verdictOf({ field: 'ticket.status', op: 'changed_by', value }, by({}))).toBe(expected);
  });
  test('the attribute actortype counts before what the actor is', () => {
    const event = by({ actorType: 'trigger' });
    expect(verdictOf({ field: 'ticket.status', op: 'changed_by', value: 'trigger' }, event)).toBe(true);
    expect(verdictOf({ field: 'ticket.status', op: 'changed_by', value: 'agent' }, event)).toBe(false);
  });
  test('nobody changed what did not change', () => {
    expect(verdictOf({ field: 'ticket.priority', op: 'changed_by', value: 'agent' }, by({}))).toBe(false);
  });
  test('an event without an actor', () => {
    expect(verdictOf({ field: 'ticket.status', op: 'changed_by', value: 'agent' }, by({}, null))).toBe(false);
  });
});

describe('fine events that state no changes', () => {
  const fine = (type: string, data: Readonly<Record<string, unknown>> = {}) =>
    aConditionEvent({ type, data: { ticket: TICKET, ...data } });
  const agent = (assignee: unknown, previous: unknown) => ({
    assignment: { kind: 'agent', assignee, previous },
  });
  const team = (assignee: unknown, previous: unknown) => ({
    assignment: { kind: 'team', assignee, previous },
  });
  const rows: readonly (readonly [string, ConditionEvent, string, string, unknown, boolean])[] = [
    ['status', fine('ticket.status_changed'), 'ticket.status.slug', 'changed_to', 'pending', true],
    ['status', fine('ticket.status_changed'), 'ticket.status.base', 'changed_to', 'stopped', true],
    ['closed', fine('ticket.closed'), 'ticket.status.base', 'changed_to', 'closed', true],
    ['closed', fine('ticket.closed'), 'ticket.status', 'changed_from', null, false],
    [
      'closed, stated',
      fine('ticket.closed', { changes: [STATUS] }),
      'ticket.status.base',
      'changed_to',
      'closed',
      true,
    ],
    [
      'closed, other stated',
      fine('ticket.closed', { changes: [{ field: 'tags' }] }),
      'ticket.status',
      'changed',
      undefined,
      true,
    ],
    ['reopened', fine('ticket.reopened'), 'ticket.status.base', 'changed', { from: 'closed' }, true],
    ['created', fine('ticket.created'), 'ticket.status', 'changed', undefined, false],
    [
      'assigned',
      fine('ticket.assigned', agent(ANA, null)),
      'ticket.agents',
      'changed',
      { from: null, to: 'ana' },
      true,
    ],
    [
      'assigned',
      fine('ticket.assigned', agent(ANA, MAX)),
      'assignee',
      'changed_from',
      'max@example.com',
      true,
    ],
    ['assigned', fine('ticket.assigned', agent(ANA, MAX)), 'ticket.team', 'changed', undefined, false],
    [
      'assigned team',
      fine('ticket.assigned', team({ id: 7 }, null)),
      'ticket.team.id',
      'changed_to',
      7,
      true,
    ],
    [
      'assigned team',
      fine('ticket.assigned', team({ id: 7 }, null)),
      'ticket.agents',
      'changed',
      undefined,
      false,
    ],
    [
      'assigned team, unnamed',
      fine('ticket.assigned', team(undefined, null)),
      'ticket.team.name',
      'changed_to',
      'billing',
      true,
    ],
    [
      'unassigned',
      fine('ticket.unassigned', agent(null, ANA)),
      'ticket.agents',
      'changed',
      { from: 9, to: null },
      true,
    ],
    [
      'unassigned',
      fine('ticket.unassigned', agent(ANA, undefined)),
      'ticket.agents',
      'changed_from',
      9,
      true,
    ],
    ['answered', fine('ticket.answered'), 'ticket.flags.unanswered', 'changed_to', false, true],
    ['unanswered', fine('ticket.unanswered'), 'ticket.flags.unanswered', 'changed_to', true, true],
    ['spam', fine('ticket.spam_marked'), 'ticket.flags.spam', 'changed', { from: false, to: true }, true],
    ['spam', fine('ticket.spam_cleared'), 'ticket.flags.spam', 'changed_to', false, true],
    ['trash', fine('ticket.trashed'), 'ticket.flags.trash', 'changed_to', true, true],
    ['trash', fine('ticket.untrashed'), 'ticket.flags.trash', 'changed_from', true, true],
    ['archive', fine('ticket.archived'), 'ticket.flags.archived', 'changed_to', true, true],
    ['archive', fine('ticket.unarchived'), 'ticket.flags.archived', 'changed_to', true, false],
  ];
  test.each(rows)('%s', (_name, event, field, op, value, expected) => {
    expect(verdictOf({ field, op, ...(value === undefined ? {} : { value }) }, event)).toBe(expected);
  });

  test('the set of agents before and after', () => {
    const ticket = { ...TICKET, agents: [ANA, MAX], previous_agents: [MAX] };
    const event = aConditionEvent({ type: 'ticket.assignees_changed', data: { ticket } });
    expect(verdictOf({ field: 'ticket.agents', op: 'changed_to', value: 'ana' }, event)).toBe(true);
    expect(verdictOf({ field: 'ticket.agents', op: 'changed_to', value: 'max' }, event)).toBe(false);
  });
  test('whoever stays was not taken off', () => {
    const data = { ticket: { ...TICKET, agents: [MAX] }, ...agent(null, ANA) };
    const event = aConditionEvent({ type: 'ticket.unassigned', data });
    expect(verdictOf({ field: 'ticket.agents', op: 'changed_from', value: 'ana' }, event)).toBe(true);
    expect(verdictOf({ field: 'ticket.agents', op: 'changed_to', value: 'max' }, event)).toBe(false);
    expect(verdictOf({ field: 'ticket.agents', op: 'changed_to', value: null }, event)).toBe(false);
  });
  test('a change of roles, and who made it', () => {
    const user = { id: 5, old_roles: ['customer'], new_roles: ['customer', 'agent'], changed_by: ANA };
    const event = aConditionEvent({ type: 'user.role_changed', data: { user } });
    expect(verdictOf({ field: 'user.roles', op: 'changed_to', value: 'agent' }, event)).toBe(true);
    expect(verdictOf({ field: 'user.role', op: 'changed_to', value: 'customer' }, event)).toBe(false);
    expect(verdictOf({ field: 'user.roles', op: 'changed_by', value: 'ana' }, event)).toBe(true);
    expect(verdictOf({ field: 'ticket.roles', op: 'changed' }, event)).toBe(false);
  });
});

describe('changes of hostile size', () => {
  const nested = (levels: number): unknown =>
    Array.from({ length: levels }).reduce((inner: unknown) => [inner], 'x');

  test('no list in lists exhausts the stack', () => {
    const event = changing({ field: 'tags', old: nested(100_000), new: ['vip'] });
    expect(verdictOf({ field: 'ticket.tags', op: 'changed', value: { to: 'vip' } }, event)).toBe(true);
    expect(verdictOf({ field: 'ticket.tags.slug', op: 'changed_from', value: 'x' }, event)).toBe(false);
  });
  test.each([false, true])('what stays in a long list came not in (case-sensitive: %s)', (caseSensitive) => {
    const many = Array.from({ length: 9_000 }, (_, n) => `tag${n}`);
    const event = changing({ field: 'tags', old: many, new: [...many, 'tag-new'] });
    const to = (...values: string[]) => ({
      field: 'ticket.tags',
      op: 'changed_to',
      value: values,
      caseSensitive,
    });
    expect(verdictOf(to(...many.slice(-1_000)), event)).toBe(false);
    expect(verdictOf(to('tag-new'), event)).toBe(true);
  });
});

describe('the base of the former status', () => {
  const from = { field: 'ticket.status.base', op: 'changed', value: { from: 'closed' } };
  const event = (change: object) =>
    aConditionEvent({
      type: 'ticket.updated',
      data: {
        ticket: { id: 1, status: { slug: 'open', base: 'in_progress' } },
        changes: [{ field: 'status', new: 'open', ...change }],
      },
    });
  test.each([
    ['is the old status, where that is called by its base', { old: 'closed' }, true],
    ['is what the publisher says it was', { old: 'done', old_base: 'closed' }, true],
    [
      'is what the publisher says, whatever the status is called',
      { old: 'closed', old_base: 'resolved' },
      false,
    ],
    ['is not known otherwise', { old: 'done' }, false],
  ])('%s', (_what, change, verdict) => {
    expect(verdictOf(from, event(change))).toBe(verdict);
  });
});
