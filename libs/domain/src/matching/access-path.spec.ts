import { describe, expect, test } from '@jest/globals';
import { parseCondition, type Condition, type ConditionInput } from '../condition/index.js';
import { accessOf } from './access-path.js';
import { aspectName } from './aspect.js';

const is = (field: string, value: unknown): ConditionInput => ({ field: `ticket.${field}`, op: 'eq', value });
const among = (field: string, count: number): ConditionInput => ({
  field: `ticket.${field}`,
  op: 'in',
  value: Array.from({ length: count }, (_, n) => `${field}-${n}`),
});
const open = is('status.slug', 'Open');
const high = is('priority.slug', 'high');
const vendor = is('custom_fields.vendor', 'Ünique');
const unknown: ConditionInput = { field: 'ticket.subject', op: 'matches', value: 'x+' };

function compiled(input: ConditionInput): Condition {
  const parsed = parseCondition(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.condition;
}

function access(input: ConditionInput | null, events: readonly string[] = ['*']) {
  const condition = input === null ? null : compiled(input);
  return accessOf({ id: 'a', tenant: 'acme', active: true, events, condition });
}

/** Paths as `aspect=key`. */
function paths(input: ConditionInput | null, events?: readonly string[]): string[][] {
  return access(input, events).paths.map((path) =>
    path.map(({ aspect, key }) => `${aspectName(aspect)}=${key}`),
  );
}

const OPEN = 'equal ticket.status.slug=open';
const HIGH = 'equal ticket.priority.slug=high';
const VENDOR = 'equal ticket.custom_fields.vendor=ünique';

describe('the paths to a subscription', () => {
  test('are the combinations of what has to be equal, most selective first', () => {
    expect(paths({ all: [open, { any: [high, vendor] }] })).toEqual([
      [HIGH, OPEN],
      [VENDOR, OPEN],
    ]);
  });

  test('name each predicate and each path once', () => {
    expect(paths({ all: [open, open] })).toEqual([[OPEN]]);
    expect(paths({ any: [open, { all: [open, open] }] })).toEqual([[OPEN]]);
  });

  test('leave out what is not necessary, and tell nothing where an alternative may hold without', () => {
    expect(paths({ all: [open, { not: high }, unknown] })).toEqual([[OPEN]]);
    expect(paths({ any: [open, unknown] })).toEqual([[]]);
    expect(paths({ field: 'ticket.status.slug', op: 'ne', value: 'open' })).toEqual([[]]);
  });

  test('begin with the selectors that are needed, after what is rarer', () => {
    expect(paths(null, ['ticket.created', 'ticket.*', 'reply.created', 'ticket.*', 'nothing'])).toEqual([
      ['selector=ticket.*'],
      ['selector=reply.created'],
    ]);
    expect(paths({ all: [open, vendor] }, ['ticket.created'])).toEqual([
      [VENDOR, 'selector=ticket.created', OPEN],
    ]);
    expect(paths(null, ['ticket.created', '*'])).toEqual([[]]);
    expect(paths(null, [])).toEqual([]);
  });

  test('leave the widest lists to the condition where there would be too many', () => {
    const wide = { all: [among('tags.slug', 9), among('team.name', 8), open] };
    expect(paths(wide)).toHaveLength(8);
    expect(access(wide).exact).toBe(false);
    expect(paths(among('tags.slug', 500))).toHaveLength(500);
    expect(paths({ any: Array.from({ length: 30 }, (_, n) => among(`custom_fields.${n}`, 50)) })).toEqual([
      [],
    ]);
  });

  test('end after six predicates of a condition', () => {
    const fields = Array.from({ length: 8 }, (_, n) => is(`custom_fields.${n}`, 'x'));
    expect(paths({ all: fields }).map((path) => path.length)).toEqual([6]);
    expect(access({ all: fields }).exact).toBe(false);
  });

  test('go by changes, texts and bounds too', () => {
    const changed: ConditionInput = { field: 'ticket.status', op: 'changed_to', value: 'closed' };
    expect(paths(changed)).toEqual([['changed-to ticket.status=closed', 'changed ticket.status=']]);
    const range: ConditionInput = { field: 'ticket.counts.replies', op: 'between', value: [2, 5] };
    expect(paths(range)).toEqual([
      ['at-least number ticket.counts.replies=2', 'at-most number ticket.counts.replies=5'],
    ]);
    const text: ConditionInput = { field: 'ticket.requester.email', op: 'ends_with', value: '@example.com' };
    expect(access(text).paths).toMatchObject([[{ aspect: { kind: 'text', part: 'end', length: 12 } }]]);
  });
});

describe('having a path is all that a condition asks for', () => {
  test.each<[string, ConditionInput | null, boolean]>([
    ['without a condition', null, true],
    ['of equalities', { all: [open, { any: [high, vendor] }] }, true],
    ['of a change', { field: 'ticket.status', op: 'changed' }, true],
    ['not of a change to something', { field: 'ticket.status', op: 'changed_to', value: 'open' }, false],
    [
      'not of an equality of upper and lower case',
      { field: 'source', op: 'eq', value: 'A', caseSensitive: true },
      false,
    ],
    ['not with anything else beside it', { all: [open, unknown] }, false],
    ['not of a bound', { field: 'ticket.counts.replies', op: 'gt', value: 3 }, false],
    ['not of a text', { field: 'ticket.subject', op: 'contains', value: 'refund' }, false],
  ])('%s', (_, input, exact) => {
    expect(access(input).exact).toBe(exact);
  });
});
