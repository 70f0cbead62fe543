import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conditionField } from './condition-field.js';
import type { ConditionFault } from './condition.js';
import { conditionFields } from './field-table.js';
import { conditionOperators } from './operators.js';
import { parseCondition } from './parse-condition.js';
import { compiled } from '../../../../test/support/condition-events.js';

const LEAF = { field: 'ticket.id', op: 'eq', value: 1 };

function faultsOf(input: unknown, openData = false): readonly ConditionFault[] {
  const parsed = parseCondition(input, { openData });
  return parsed.ok ? [] : parsed.faults;
}

/** One fault with this pointer and these words, and no other. */
function expectFault(input: unknown, pointer: string, words: string) {
  expect(faultsOf(input)).toEqual([{ pointer, detail: expect.stringContaining(words) }]);
}

describe('the shape', () => {
  test.each<[unknown, string, string]>([
    [null, '', 'must be an object: {"all":[…]}'],
    [[], '', 'must be an object'],
    ['ticket.id', '', 'must be an object'],
    [{}, '', 'is empty'],
    [{ all: LEAF }, '/all', 'must be a list'],
    [{ any: [] }, '/any', 'at least one'],
    [{ not: [LEAF] }, '/not', 'must be an object'],
    [{ all: [LEAF, 7] }, '/all/1', 'must be an object'],
    [{ any: [{ not: { all: [LEAF, {}] } }] }, '/any/0/not/all/1', 'is empty'],
    [{ all: [LEAF], any: [LEAF] }, '', 'write {"all":[{"all":…},{"any":…}]}'],
    [{ all: [LEAF], field: 'x' }, '/field', 'cannot stand beside "all"'],
    [{ ...LEAF, 'a/b~c': 1 }, '/a~1b~0c', 'is not a key of a condition'],
  ])('%j', expectFault);

  test.each<[unknown, string, string]>([
    [{ fiield: 'ticket.id', op: 'eq', value: 1 }, '/fiield', 'did you mean "field"?'],
    [{ field: 'ticket.id', opp: 'eq', value: 1 }, '/opp', 'did you mean "op"?'],
    [{ field: 'ticket.id', op: 'eq', valeu: 1 }, '/valeu', 'did you mean "value"?'],
    [{ ...LEAF, casesensitive: true }, '/casesensitive', 'did you mean "caseSensitive"?'],
    [{ alll: [LEAF] }, '/alll', 'did you mean "all"?'],
  ])('a mistyped key: %j', expectFault);

  test('all faults at once, each with its pointer', () => {
    const faults = faultsOf({
      all: [
        { fiield: 'ticket.id', op: 'eqq', value: 1 },
        { any: [{ field: 'ticket.statsu.slug', op: 'in', value: 'open' }] },
        { field: 'tiket.id', op: 'lt', value: null },
      ],
    });
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/all/0/fiield',
      '/all/0/op',
      '/all/1/any/0/field',
      '/all/1/any/0/value',
      '/all/2/field',
      '/all/2/value',
    ]);
  });
});

describe('fields', () => {
  test.each<[string, string]>([
    ['ticket.statsu.slug', 'did you mean "ticket.status.slug"?'],
    ['ticket.status.slugg', 'did you mean "ticket.status.slug"?'],
    ['tiket.id', 'did you mean "ticket.id"?'],
    ['Ticket.id', 'did you mean "ticket.id"?'],
    ['tyep', 'did you mean "type"?'],
    ['ticket.requester.emial', 'did you mean "ticket.requester.email"?'],
    ['ticket.services.0.nmae', 'did you mean "ticket.services.0.name"?'],
    ['ticket.flags.spm', 'did you mean "ticket.flags.spam"?'],
    ['ticket.colour', 'write "data.ticket.colour" if it is a field of the helpdesk\'s own'],
    ['colour', 'write "data.colour"'],
    ['type.name', '"type" has no members'],
    ['ticket..id', 'an empty segment'],
    ['ticket. id', 'a blank'],
    ['', 'must be a path'],
    ['a.'.repeat(20) + 'a', 'at most'],
  ])('%s', (field, words) => {
    expectFault({ ...LEAF, field }, '/field', words);
  });
  test('one is required', () => {
    expectFault({ op: 'eq', value: 1 }, '/field', 'is required');
  });
  test.each([
    'ticket',
    'ticket.status',
    'ticket.services.0.name',
    'ticket.custom_fields.anything.at.all',
    'user.custom_fields.12',
    'ticket.requester.organization.name',
    'ticket.flags.quite_another_flag',
    'tenant.plan_of_ours',
    'ticket.rating.score',
    'data.ticket.statsu.slug',
    'data.anything',
  ])('%s may be compared', (field) => {
    expect(faultsOf({ field, op: 'exists' })).toEqual([]);
  });
  test('custom events have data of their own, but not a mistyped ticket', () => {
    expect(faultsOf({ field: 'shipment.carrier', op: 'eq', value: 'x' }, true)).toEqual([]);
    expect(faultsOf({ field: 'tiket.id', op: 'eq', value: 'x' }, true)).toHaveLength(1);
    expect(faultsOf({ field: 'ticket.statsu', op: 'eq', value: 'x' }, true)).toHaveLength(1);
    expect(faultsOf({ field: 'carrier', op: 'changed' }, true)).toEqual([]);
  });

  test.each([
    'status',
    'subject',
    'assignee',
    'cust_24',
    'custom_fields.product',
    'ticket.owner',
    'ticket.tags',
    'user.roles',
  ])('%s may change', (field) => {
    expect(faultsOf({ field, op: 'changed' })).toEqual([]);
  });
  test.each<[string, string]>([
    ['statsu', 'did you mean "status"?'],
    ['ticket.statsu', 'did you mean "ticket.status"?'],
    ['message.text', 'no event states changes of it'],
    ['hopcount', 'no event states changes of it'],
    ['billing_plan', 'write "data.billing_plan"'],
  ])('%s is not known to change', (field, words) => {
    expectFault({ field, op: 'changed' }, '/field', words);
  });

  test('every known field may be compared, is described, and has a name of its own', () => {
    const fields = conditionFields();
    for (const { field, description } of fields) {
      expect(faultsOf({ field, op: 'exists' })).toEqual([]);
      expect(description).toMatch(/\.$/);
    }
    expect(new Set(fields.map(({ field }) => field)).size).toBe(fields.length);
  });

  test('`data.` in front changes nothing where the path is known, and is kept where the rest would mean the envelope', () => {
    expect(conditionField('data.ticket.id')).toBe(conditionField('ticket.id'));
    expect(conditionField('data.type').name).toBe('data.type');
    expect(conditionField('data.data.type').name).not.toBe(conditionField('data.type').name);
  });
});

describe('operators', () => {
  test.each<[unknown, string]>([
    ['eqq', 'did you mean "eq"?'],
    ['EQ', 'did you mean "eq"?'],
    ['equals', 'did you mean "eq"?'],
    ['!=', 'did you mean "ne"?'],
    ['not in', 'did you mean "nin"?'],
    ['regex', 'did you mean "matches"?'],
    ['contain', 'did you mean "contains"?'],
    ['changed-to', 'did you mean "changed_to"?'],
    ['banana', 'use one of eq, ne, in'],
    ['constructor', 'use one of eq'],
    [7, 'must be the name of an operator'],
    [undefined, 'is required'],
  ])('%j', (op, words) => {
    expectFault({ field: 'ticket.id', op, value: 1 }, '/op', words);
  });
  test('each is described', () => {
    for (const { description } of conditionOperators()) expect(description).toMatch(/\.$/);
  });
});

describe('operands', () => {
  const long = 'x'.repeat(1_001);
  test.each<[string, string, unknown, string, string]>([
    ['ticket.id', 'eq', null, '/value', 'use {"op":"exists","value":false}'],
    ['ticket.id', 'eq', undefined, '/value', 'must be a text, a number, true or false'],
    ['ticket.id', 'eq', [1], '/value', 'use "in"'],
    ['ticket.id', 'ne', { a: 1 }, '/value', 'must be a text'],
    ['ticket.subject', 'eq', long, '/value', 'at most 1000 characters'],
    ['ticket.id', 'in', 1, '/value', 'must be a list'],
    ['ticket.id', 'in', [], '/value', 'at least one'],
    ['ticket.id', 'in', Array.from({ length: 1_001 }, (_, n) => n), '/value', 'at most 1000 values'],
    ['ticket.id', 'nin', [1, null], '/value/1', 'must be a text'],
    ['ticket.flags.spam', 'eq', 'yes', '/value', 'must be true or false'],
    ['ticket.timestamps.created', 'eq', 'yesterday', '/value', 'must be an instant'],
    ['ticket.counts.replies', 'gt', 'many', '/value', 'must be a number, an instant'],
    ['ticket.counts.replies', 'gt', true, '/value', 'must be a number'],
    ['ticket.timestamps.created', 'gt', 5, '/value', 'must be an instant'],
    ['ticket.counts.replies', 'between', [1], '/value', 'a list of two'],
    ['ticket.counts.replies', 'between', [2, 1], '/value', 'write [low, high]'],
    ['ticket.counts.replies', 'between', [1, '2026-01-01'], '/value', 'not one of each'],
    ['ticket.counts.replies', 'between', [1, 'x'], '/value/1', 'must be a number'],
    ['ticket.subject', 'contains', '', '/value', 'must not be empty'],
    ['ticket.subject', 'contains', ['a'], '/value', 'must be a text'],
    ['ticket.subject', 'starts_with', long, '/value', 'at most 1000 characters'],
    ['ticket.subject', 'matches', '(a', '/value', 'missing closing ): `(a`'],
    ['ticket.subject', 'matches', '(?=a)', '/value', 'invalid or unsupported Perl syntax'],
    ['ticket.subject', 'matches', '\\1', '/value', 'invalid escape sequence'],
    ['ticket.subject', 'matches', '(?:(?:abc){1,30}){1,30}', '/value', 'make its repetitions smaller'],
    ['ticket.subject', 'matches', long, '/value', 'at most 1000 characters'],
    ['ticket.subject', 'exists', 'yes', '/value', 'must be true or false'],
    ['ticket.status', 'changed', false, '/value', 'must be {"from":…,"to":…}'],
    ['ticket.status', 'changed', {}, '/value', 'must be {"from":…,"to":…}'],
    ['ticket.status', 'changed', { form: 'a', to: 'b' }, '/value/form', 'is neither "from" nor "to"'],
    ['ticket.status', 'changed', { from: [{}] }, '/value/from/0', 'must be a text'],
    ['ticket.status', 'changed_to', undefined, '/value', 'must be a text'],
    ['ticket.status', 'not_changed', 'open', '/value', 'must be left away'],
    ['ticket.priority', 'increased', 1, '/value', 'must be left away'],
    ['time', 'before', 'noon', '/value', 'must be an instant'],
    ['time', 'after', '2026-02-30', '/value', 'must be an instant'],
    ['time', 'within_last', '2h', '/value', 'ISO 8601 duration such as "PT2H"'],
    ['time', 'older_than', 7, '/value', 'ISO 8601 duration'],
    ['time', 'in_business_hours', true, '/value', 'the id of a calendar'],
    ['ticket.counts.replies', 'before', '2026-02-17', '/value', 'is a number, never an instant'],
    ['ticket.flags.spam', 'older_than', 'P1D', '/value', 'is a flag, never an instant'],
    ['type', 'eq', 'ticket.creatd', '/value', 'did you mean "ticket.created"?'],
    ['type', 'in', ['ticket.created', 'ticket'], '/value/1', '"ticket" is not an event type'],
  ])('%s %s %j', (field, op, value, pointer, words) => {
    expectFault({ field, op, ...(value === undefined ? {} : { value }) }, pointer, words);
  });

  test('caseSensitive is a flag, and only for texts', () => {
    expectFault({ ...LEAF, caseSensitive: 'yes' }, '/caseSensitive', 'must be true or false');
    expectFault(
      { field: 'ticket.id', op: 'gt', value: 1, caseSensitive: true },
      '/caseSensitive',
      'no meaning for "gt"',
    );
    expect(faultsOf({ field: 'ticket.id', op: 'gt', value: 1, caseSensitive: false })).toEqual([]);
  });
});

describe('limits', () => {
  const nested = (depth: number): unknown => (depth === 1 ? LEAF : { not: nested(depth - 1) });
  test('twenty levels, not more', () => {
    expect(faultsOf(nested(20))).toEqual([]);
    expectFault(nested(21), '/not'.repeat(20), 'more than 20 levels');
  });
  test('regular expressions of 1,000 steps together', () => {
    const one = { field: 'ticket.subject', op: 'matches', value: 'a{240}' };
    const parsed = (count: number) => parseCondition({ any: Array.from({ length: count }, () => one) });
    expect(parsed(4).ok).toBe(true);
    expectFault({ any: [one, one, one, one, one] }, '/any/4/value', 'more than 1000 steps');
  });
  test('500 conditions, not more', () => {
    const wide = (count: number) => ({ all: Array.from({ length: count }, () => LEAF) });
    expect(faultsOf(wide(499))).toEqual([]);
    expectFault(wide(500), '', 'more than 500 conditions');
    expectFault(wide(100_000), '', 'more than 500 conditions');
  });
  test('no more faults than anybody reads', () => {
    const value = Array.from({ length: 1_000 }, () => null);
    expect(faultsOf({ field: 'ticket.id', op: 'in', value })).toHaveLength(100);
    expect(faultsOf({ any: Array.from({ length: 400 }, () => ({ ...LEAF, op: 'equals' })) })).toHaveLength(
      100,
    );
  });
});

describe('the result', () => {
  test('is frozen deeply, and no longer the input', () => {
    const value = ['open', 'new'];
    const condition = compiled({ all: [{ not: { field: 'ticket.status.slug', op: 'in', value } }] });
    value.push('closed');
    expect(JSON.stringify(condition)).not.toContain('closed');
    expectFrozen(condition);
  });
  test('keeps each test as it was written', () => {
    const source = {
      field: 'data.ticket.subject',
      op: 'changed',
      value: { from: ['a'], to: 'B' },
      caseSensitive: true,
    };
    expect(compiled(source)).toMatchObject({ kind: 'test', source });
  });

  test('never an exception, whatever a test is made of', () => {
    const fields = [
      undefined,
      null,
      7,
      '',
      '.',
      'ticket',
      'ticket.id',
      'time',
      'tags',
      'ticket.flags.spam',
      'data.__proto__',
      'x'.repeat(600),
    ];
    const ops = [undefined, null, {}, 'x', ...conditionOperators().map(({ operator }) => operator)];
    const scalars = [
      undefined,
      null,
      true,
      0,
      -1.5,
      '',
      '(',
      'open',
      '2026-02-17',
      'PT1H',
      'x'.repeat(1_100),
    ];
    const values = [
      ...scalars,
      [],
      {},
      [[]],
      [null],
      ['a', 1],
      [2, 1],
      { from: 'a' },
      { to: null, x: 1 },
      { from: [], to: {} },
    ];
    let tried = 0;
    for (const field of fields)
      for (const op of ops)
        for (const value of values)
          for (const caseSensitive of [undefined, true, false, 'yes'])
            for (const wrap of [
              (test: unknown) => test,
              (test: unknown) => ({ all: [test, { not: test }] }),
              (test: unknown) => [test],
            ]) {
              const parsed = parseCondition(wrap({ field, op, value, caseSensitive }));
              if (!parsed.ok && parsed.faults.length === 0) throw new Error('refused without a word');
              tried++;
            }
    expect(tried).toBeGreaterThan(90_000);
  });

  test('never an exception, whatever the input is', () => {
    const known = fc.constantFrom<unknown>(
      'all',
      'any',
      'not',
      'field',
      'op',
      'value',
      'caseSensitive',
      'from',
      '__proto__',
    );
    const { tree } = fc.letrec<{ tree: unknown; node: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom<unknown>(
          null,
          true,
          0,
          '',
          'eq',
          'in',
          'changed',
          'matches',
          '(',
          'ticket.id',
          'P1D',
        ),
        tie('node'),
      ),
      node: fc.oneof(
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(known.map(String), tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.oneof(tree, fc.jsonValue()), fc.boolean(), (input, openData) => {
        const parsed = parseCondition(input, { openData });
        expect(parsed.ok || parsed.faults.length > 0).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

function expectFrozen(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  expect(Object.isFrozen(value) || value instanceof Set).toBe(true);
  for (const member of Object.values(value)) expectFrozen(member);
}
