import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedPart } from './changed-fields.js';
import { derivedEvents } from './derived-events.js';
import { DERIVED_TYPES } from './derived-event.js';

type Data = Readonly<Record<string, unknown>>;

const ANA = { id: 3, name: 'Ana', email: 'ana@example.com', is_agent: true };
const BEN = { id: 5, name: 'Ben', email: 'ben@example.com', is_agent: true };

function derive(changes: readonly Data[], ticket: Data = {}, rest: Data = {}) {
  return derivedEvents({ type: 'ticket.updated', data: { ...rest, ticket: { id: 7, ...ticket }, changes } });
}

const types = (...input: Parameters<typeof derive>) => derive(...input).map(({ type }) => type);

function dataOf(type: string, ...input: Parameters<typeof derive>): Data {
  return derive(...input).find((event) => event.type === type)?.data ?? {};
}

describe('a change of status', () => {
  const base = (now: string) => ({ status: { slug: 'x', base: now } });

  test.each<[string, Data, Data, string[]]>([
    ['of no closed status', { old: 'open', new: 'pending' }, {}, []],
    ['into a closed base', { old: 'open', new: 'done' }, base('closed'), ['ticket.closed']],
    ['into a base that the change states', { old: 'a', new: 'b', new_base: 'closed' }, {}, ['ticket.closed']],
    ['of which only slugs are known', { old: 'open', new: 'closed' }, {}, ['ticket.closed']],
    ['of which only labels are known', { old_label: 'Open', new_label: 'Closed' }, {}, ['ticket.closed']],
    ['of objects', { old: { id: 1, slug: 'a' }, new: { id: 2, base: 'closed' } }, {}, ['ticket.closed']],
    ['out of a closed base', { old: 'x', new: 'y', old_base: 'closed' }, base('new'), ['ticket.reopened']],
    ['out of a status called closed', { old: 'Closed', new: 'open' }, {}, ['ticket.reopened']],
    ['from closed to closed', { old: 'a', old_base: 'closed', new: 'b' }, base('closed'), []],
    ['from a base that nobody states', { old: 'done', new: 'open' }, base('new'), []],
    ['into resolved', { old: 'open', new: 'resolved' }, base('resolved'), []],
    ['where the snapshot knows better than the word', { old: 'open', new: 'closed' }, base('resolved'), []],
  ])('%s', (_, change, ticket, closed) => {
    expect(types([{ field: 'status', ...change }], ticket)).toEqual(['ticket.status_changed', ...closed]);
  });

  test('may be told in several entries', () => {
    const changes = [
      { field: 'ticket.status.base', old: 'closed', new: 'new' },
      { field: 'statusId', old: 1, new: 2 },
    ];
    expect(types(changes)).toEqual(['ticket.status_changed', 'ticket.reopened']);
  });
});

describe('a change of agents', () => {
  test('newly assigned: whole as the snapshot has them, with who was before', () => {
    const input = [[{ field: 'assignee', old: null, new: 3 }], { agents: [ANA] }] as const;
    expect(types(...input)).toEqual(['ticket.assigned', 'ticket.assignees_changed']);
    const assignment = { kind: 'agent', assignee: ANA, previous: null };
    expect(dataOf('ticket.assigned', ...input)).toMatchObject({ assignment, changes: input[0] });
    expect(dataOf('ticket.assigned', ...input)).not.toHaveProperty('assignments');
  });

  test('taken off', () => {
    const input = [[{ field: 'owner_id', old: 3, new: null, old_label: 'Ana' }], { agents: [] }] as const;
    expect(types(...input)).toEqual(['ticket.unassigned', 'ticket.assignees_changed']);
    const previous = { id: 3, name: 'Ana' };
    expect(dataOf('ticket.unassigned', ...input)).toMatchObject({
      assignment: { kind: 'agent', assignee: null, previous },
      ticket: { previous_agents: [previous] },
    });
  });

  test('replaced: assigned, with the previous one, and unassigned', () => {
    const change = { field: 'assigned_agent', old: 'Ben', new: 'Ana', old_id: 5, new_id: 3 };
    const input = [[change], { primary_agent: ANA }, { actor: BEN }] as const;
    expect(types(...input)).toEqual(['ticket.assigned', 'ticket.unassigned', 'ticket.assignees_changed']);
    expect(dataOf('ticket.assigned', ...input)).toMatchObject({
      assignment: { assignee: ANA, previous: BEN },
    });
    expect(dataOf('ticket.unassigned', ...input)).toMatchObject({ assignment: { previous: BEN } });
  });

  test('a set: each who is new, each who is gone; the publisher knows more of the first', () => {
    const change = { field: 'agents', old: [{ id: 1 }, { id: 2 }], new: [{ id: 2 }, ANA, BEN] };
    const input = [[change], {}, { assignment: { id: 77, kind: 'agent' } }] as const;
    const first = { id: 77, kind: 'agent', assignee: ANA, previous: { id: 1 } };
    expect(dataOf('ticket.assigned', ...input)).toMatchObject({
      assignment: first,
      assignments: [first, { kind: 'agent', assignee: BEN, previous: null }],
    });
    expect(dataOf('ticket.assignees_changed', ...input)).toMatchObject({
      ticket: { previous_agents: [{ id: 1 }, { id: 2 }] },
    });
  });

  test('whoever the snapshot still has among the agents was not taken off', () => {
    const change = { field: 'primary_agent', old: ANA, new: BEN };
    const expected = ['ticket.assigned', 'ticket.assignees_changed'];
    expect(types([change], { agents: [ANA, BEN] })).toEqual(expected);
  });

  test('whatever a side calls somebody: address, name or key', () => {
    const agents = [{ id: 'key-a', name: 'Ana', email: 'ana@example.com' }];
    for (const told of ['ANA@example.com', 'ana', 'key-a'])
      expect(dataOf('ticket.assigned', [{ field: 'agent', old: '', new: told }], { agents })).toMatchObject({
        assignment: { assignee: agents[0] },
      });
  });

  test('of which the sides are not told: the snapshot tells them, else only the set changed', () => {
    const entry = { field: 'agents' };
    expect(types([entry], { agents: [ANA], previous_agents: [] })).toEqual([
      'ticket.assigned',
      'ticket.assignees_changed',
    ]);
    expect(types([entry])).toEqual(['ticket.assignees_changed']);
  });

  test('of very many agents only tells that the set changed', () => {
    const many = Array.from({ length: 1_000 }, (_, id) => id + 1);
    expect(types([{ field: 'agents', old: [], new: many }])).toEqual(['ticket.assignees_changed']);
    const inParts = Array.from({ length: 50 }, (_, part) => ({
      field: 'agents',
      old: [],
      new: many.slice(part * 20, part * 20 + 20),
    }));
    expect(types(inParts)).toEqual(['ticket.assignees_changed']);
  });
});

describe('a change of team', () => {
  const SALES = { id: 2, name: 'Sales' };

  test('assigns and takes off teams, and changes no set of agents', () => {
    const input = [
      [{ field: 'group', old: 1, new: 2, old_label: 'Support' }],
      { team: SALES, agents: [ANA] },
    ] as const;
    expect(types(...input)).toEqual(['ticket.assigned', 'ticket.unassigned']);
    const previous = { id: 1, name: 'Support' };
    expect(dataOf('ticket.assigned', ...input)['assignment']).toEqual({
      kind: 'team',
      assignee: SALES,
      previous,
    });
    expect(dataOf('ticket.unassigned', ...input)['assignment']).toEqual({
      kind: 'team',
      assignee: null,
      previous,
    });
  });

  test('together with one of agents: one event of each type, with every assignment', () => {
    const changes = [
      { field: 'team', old: null, new: 'Sales' },
      { field: 'agent', old: null, new: ANA },
    ];
    expect(types(changes, { team: SALES })).toEqual(['ticket.assigned', 'ticket.assignees_changed']);
    const data = dataOf('ticket.assigned', changes, { team: SALES });
    expect(data['changes']).toEqual([changes[1], changes[0]]);
    expect(data['assignments']).toMatchObject([
      { kind: 'agent', assignee: ANA },
      { kind: 'team', assignee: SALES },
    ]);
    expect(data['assignment']).toMatchObject({ kind: 'agent' });
  });

  test('that assigns no other team is a change of a field', () => {
    const change = { field: 'team', old: { id: 2, name: 'Sale' }, new: { id: 2, name: 'Sales' } };
    expect(types([change], { team: SALES })).toEqual(['ticket.fields_changed']);
  });
});

describe('what is no change', () => {
  test.each([
    { field: 'status', old: 'open', new: 'open' },
    { field: 'status', old: 'open', new: 'open', old_label: 'Open', new_label: 'open' },
    { field: 'priority', old_id: 3, new_id: 3 },
    { field: 'subject', old: null, new: null },
    { field: 'tags', old: [{ id: 1, name: 'a' }], new: [{ name: 'a', id: 1 }] },
  ])('%j', (change) => {
    expect(types([change])).toEqual([]);
  });

  test.each([
    { field: 'subject' },
    { field: 'subject', old: 'a' },
    { field: 'priority', old: 'High', new: 'High', old_id: 3, new_id: 4 },
  ])('but %j is one', (change) => {
    expect(types([change])).toEqual(['ticket.fields_changed']);
  });
});

test('a status and a team with a custom field of such a name are different things', () => {
  expect(
    ['custom_fields.team', 'Team', 'assigneeIds', 'data.ticket.state_id', 'statuses'].map(changedPart),
  ).toEqual(['fields', 'team', 'agents', 'status', 'fields']);
});

const field = fc.constantFrom(
  'status',
  'status.base',
  'assignee',
  'agents',
  'group',
  'team_id',
  'priority',
  'cust_24',
  'subject',
);
const side = fc.oneof(
  fc.constantFrom('open', 'closed', '', 'Ana'),
  fc.nat(4),
  fc.constant(null),
  fc.array(fc.record({ id: fc.nat(3) }), { maxLength: 3 }),
);
const entry = fc.record(
  { field, old: side, new: side, old_id: fc.nat(3), new_id: fc.nat(3) },
  { requiredKeys: ['field'] },
);
const ticket = fc.record(
  {
    status: fc.record({ base: fc.constantFrom('closed', 'new') }),
    agents: fc.array(fc.record({ id: fc.nat(3) }), { maxLength: 3 }),
    team: fc.option(fc.record({ id: fc.nat(3) })),
  },
  { requiredKeys: [] },
);

describe('any mix of changes', () => {
  const KINDS = [/status_changed$|closed$|reopened$/, /assigned$|assignees_changed$/, /fields_changed$/];

  test('gives each type once, and tells each change in exactly one kind of event', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), ticket, (changes, snapshot) => {
        const derived = derive(changes, snapshot);
        const made = derived.map(({ type }) => type);
        expect(made).toEqual(DERIVED_TYPES.filter((type) => made.includes(type)));
        const told = KINDS.map(
          (kind) => new Set(derived.flatMap(({ type, data }) => (kind.test(type) ? data['changes'] : []))),
        );
        const really = changes.filter((change) => derive([change]).length > 0);
        for (const change of changes)
          expect(told.filter((kind) => kind.has(change))).toHaveLength(really.includes(change) ? 1 : 0);
        for (const { data } of derived) expect(data).toMatchObject({ ticket: { id: 7, ...snapshot } });
      }),
      { numRuns: 500 },
    );
  });

  test('of any other type gives nothing', () => {
    const type = fc.constantFrom(
      'ticket.status_changed',
      'ticket.created',
      'reply.created',
      'custom.x',
      'article.updated',
    );
    fc.assert(
      fc.property(type, fc.array(entry), (name, changes) => {
        expect(derivedEvents({ type: name, data: { ticket: { id: 7 }, changes } })).toEqual([]);
      }),
    );
  });

  test('of any shape never fails', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (changes, snapshot) => {
        derivedEvents({ type: 'ticket.updated', data: { ticket: snapshot, changes } });
      }),
    );
  });
});
