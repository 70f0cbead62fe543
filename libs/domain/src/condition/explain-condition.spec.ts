import { describe, expect, test } from '@jest/globals';
import { aConditionEvent, compiled, CONTEXT, TICKET } from '../../../../test/support/condition-events.js';
import { calendarsOf } from './calendars-of.js';
import type { ConditionEvent } from './condition-event.js';
import { eventReader } from './event-reader.js';
import { explainCondition } from './explain-condition.js';

function explained(input: unknown, event: ConditionEvent = aConditionEvent()) {
  return explainCondition(compiled(input), eventReader(event, CONTEXT));
}

function actual(field: string, op = 'exists', event?: ConditionEvent): unknown {
  const value = op === 'changed_by' ? { value: 'agent' } : {};
  return explained({ field, op, ...value }, event);
}

describe('an explanation', () => {
  test('is the condition, each node with its verdict, without short circuit', () => {
    const source = { field: 'ticket.status.slug', op: 'eq', value: 'open' };
    expect(
      explained({ all: [source, { any: [{ ...source, value: 'pending' }, source] }, { not: source }] }),
    ).toEqual({
      all: [
        { ...source, actual: 'pending', verdict: false },
        {
          any: [
            { ...source, value: 'pending', actual: 'pending', verdict: true },
            { ...source, actual: 'pending', verdict: false },
          ],
          verdict: true,
        },
        { not: { ...source, actual: 'pending', verdict: false }, verdict: true },
      ],
      verdict: false,
    });
  });
  test('of no condition is an empty `all`', () => {
    expect(explainCondition(null, eventReader(aConditionEvent(), CONTEXT))).toEqual({
      all: [],
      verdict: true,
    });
  });
});

describe('the actual value', () => {
  const change = { field: 'status', old: 'open', new: 'pending', new_base: 'stopped' };
  const changed = aConditionEvent({
    actorType: 'agent',
    data: { ticket: TICKET, actor: { id: 9, name: 'Ana' }, changes: [change] },
  });
  test.each([
    ['ticket.subject', TICKET.subject],
    ['ticket.flags.spam', false],
    ['ticket.tags.slug', ['vip', 'eu']],
    ['ticket.custom_fields.product', 'Widget Pro'],
    ['ticket.custom_fields.regions', ['north', 'south']],
    ['ticket.category.slug', null],
    ['ticket.status', TICKET.status],
    ['time', '2026-02-17T14:45:00.000Z'],
  ])('of %s', (field, expected) => {
    expect(actual(field)).toMatchObject({ actual: expected });
  });
  test('of a change is what the event states', () => {
    expect(actual('ticket.status', 'changed', changed)).toMatchObject({ actual: change, verdict: true });
    expect(actual('ticket.priority', 'changed', changed)).toMatchObject({ actual: null, verdict: false });
    expect(actual('ticket.status', 'changed_by', changed)).toMatchObject({
      actual: { change, actor: { id: 9, name: 'Ana' }, actortype: 'agent' },
      verdict: true,
    });
  });
  test('is cut where it is long', () => {
    const wide = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`m${n}`, n]));
    const own = {
      text: 'x'.repeat(5_000),
      list: Array.from({ length: 500 }, (_, n) => n),
      wide,
      deep: { a: { b: { c: { d: 1 } } } },
    };
    const event = aConditionEvent({ data: { own } });
    expect(actual('data.own.text', 'exists', event)).toMatchObject({
      actual: `${'x'.repeat(300)}… (5000 characters)`,
    });
    expect(actual('data.own.list', 'exists', event)).toMatchObject({
      actual: [...own.list.slice(0, 20), '… and 480 more'],
    });
    expect(actual('data.own.wide', 'exists', event)).toMatchObject({
      actual: { m19: 19, '…': 'and 10 more' },
    });
    expect(actual('data.own.deep', 'exists', event)).toMatchObject({ actual: { a: { b: { c: '…' } } } });
  });

  test('fits into an answer, however many tests look at a large value', () => {
    const row = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`m${n}`, 'x'.repeat(300)]));
    const own = { first: 'short', rows: Array.from({ length: 20 }, () => row) };
    const field = (name: string) => ({ field: `data.own.${name}`, op: 'exists' });
    const any = [...Array.from({ length: 490 }, () => field('rows')), field('first')];
    const explanation = explained({ any }, aConditionEvent({ data: { own } }));
    expect(JSON.stringify(explanation).length).toBeLessThan(500_000);
    expect(explanation).toHaveProperty('any.0.actual.0.m0', 'x'.repeat(300));
    expect(explanation).toHaveProperty('any.489.actual.0', '…');
    expect(explanation).toHaveProperty('any.490.actual', 'short');
  });
});

test('the calendars that a condition asks, each once', () => {
  const open = (value: string) => ({ field: 'time', op: 'in_business_hours', value });
  const condition = {
    all: [open('b'), { not: open('a') }, { any: [open('b'), { field: 'ticket.id', op: 'exists' }] }],
  };
  expect(calendarsOf(compiled(condition))).toEqual(['b', 'a']);
});
