import { describe, expect, it } from '@jest/globals';
import { conditionFields, conditionOperators, parseCondition } from '@deskhook/domain';
import type { CatalogueOperator } from './catalogue.js';
import { fieldKind, offeredFields } from './fields.js';
import { choiceKey, choiceOf, choicesFor, operatorLabel, withField, withOperator } from './operators.js';
import type { JsonObject } from './tree.js';

const OPERATORS: readonly CatalogueOperator[] = conditionOperators().map(
  ({ operator, operand, text, description }) => ({ operator, operand, caseSensitive: text, description }),
);
const OFFERS = offeredFields(conditionFields(), []);
const choice = (key: string) => choiceOf(OPERATORS, key);
const keysFor = (field: string, current = 'eq') =>
  choicesFor(OPERATORS, field, fieldKind(field, OFFERS), current).map(({ key }) => key);
const toOperator = (test: JsonObject, key: string) =>
  withOperator(test, choice(choiceKey(test)), choice(key));
const toField = (test: JsonObject, field: string) =>
  withField(test, field, fieldKind(field, OFFERS), OPERATORS);

const VERB = /^(?:is|has|was|does|did|contains|begins|ends|matches|changed|increased|decreased)(?: |$)/;

describe('the operators of a test', () => {
  it('have names that people read, every one of the language', () => {
    for (const { operator } of OPERATORS) expect(operatorLabel(operator)).toMatch(VERB);
  });

  it('fit what the field holds', () => {
    expect(keysFor('ticket.flags.spam')).toEqual(
      expect.arrayContaining(['eq', 'exists', 'exists:false', 'changed', 'changed_by']),
    );
    expect(keysFor('ticket.flags.spam')).not.toContain('contains');
    expect(keysFor('time')).toEqual(expect.arrayContaining(['before', 'within_last', 'in_business_hours']));
    expect(keysFor('time', 'after')).not.toContain('changed');
    expect(keysFor('ticket.counts.replies')).toEqual(expect.arrayContaining(['between', 'increased']));
    expect(keysFor('ticket.priority')).toEqual(expect.arrayContaining(['increased', 'decreased', 'in']));
    expect(keysFor('ticket.subject')).not.toContain('increased');
  });

  it('always have the one that a test has', () => {
    expect(keysFor('ticket.flags.spam', 'matches').at(-1)).toBe('matches');
    expect(keysFor('ticket.subject', 'sounds_like').at(-1)).toBe('sounds_like');
  });

  it('are all taken by the API with what they fit', () => {
    const values: Readonly<Record<string, unknown>> = {
      value: 'true',
      list: ['true'],
      order: 1,
      range: [1, 2],
      text: 'a',
      pattern: 'a',
      values: 'a',
      instant: '2026-02-17',
      duration: 'PT1H',
      calendar: 'berlin',
    };
    for (const field of [
      'ticket.flags.spam',
      'ticket.subject',
      'ticket.counts.replies',
      'ticket.id',
      'ticket.status',
    ])
      for (const key of keysFor(field)) {
        const { operator, operand } = choice(key);
        const value = key.endsWith(':false') ? false : values[operand];
        const test = { field, op: operator, ...(value === undefined ? {} : { value }) };
        expect([key, parseCondition(test)]).toEqual([key, expect.objectContaining({ ok: true })]);
      }
  });
});

describe('another operator', () => {
  const test = { field: 'ticket.status', op: 'eq', value: 'open', caseSensitive: true };

  it('takes the value along as far as it can', () => {
    expect(toOperator(test, 'in')).toEqual({ ...test, op: 'in', value: ['open'] });
    expect(toOperator({ ...test, op: 'in', value: ['a', 'b'] }, 'eq')).toEqual({ ...test, value: 'a' });
    expect(toOperator({ ...test, value: '' }, 'in')).toEqual({ ...test, op: 'in', value: [] });
    expect(toOperator({ ...test, value: 12 }, 'contains')).toEqual({ ...test, op: 'contains', value: '12' });
    expect(toOperator({ ...test, op: 'changed_to', value: null }, 'eq')).toEqual({ ...test, value: '' });
    expect(toOperator(test, 'changed_to')).toEqual({ ...test, op: 'changed_to' });
  });

  it('leaves away what has no meaning for it', () => {
    expect(toOperator(test, 'exists')).toEqual({ field: 'ticket.status', op: 'exists' });
    expect(toOperator(test, 'exists:false')).toEqual({ field: 'ticket.status', op: 'exists', value: false });
    expect(toOperator({ field: 'a', op: 'exists', value: false }, 'not_changed')).toEqual({
      field: 'a',
      op: 'not_changed',
    });
    expect(toOperator(test, 'changed')).toEqual({
      field: 'ticket.status',
      op: 'changed',
      caseSensitive: true,
    });
  });

  it('keeps keys that nobody knows here', () => {
    expect(toOperator({ ...test, note: 'mine' }, 'ne')).toEqual({ ...test, note: 'mine', op: 'ne' });
  });
});

describe('another field', () => {
  it('keeps an operator that fits, and takes the usual one else', () => {
    const test = { field: 'ticket.subject', op: 'contains', value: 'x' };
    expect(toField(test, 'message.text')).toEqual({ ...test, field: 'message.text' });
    expect(toField(test, 'ticket.flags.spam')).toEqual({ field: 'ticket.flags.spam', op: 'eq', value: true });
    expect(toField({ field: 'a', op: 'eq', value: '' }, 'time')).toMatchObject({
      field: 'time',
      op: 'before',
    });
    expect(
      toField({ field: 'ticket.status', op: 'changed_by', value: 'client' }, 'ticket.flags.spam'),
    ).toEqual({
      field: 'ticket.flags.spam',
      op: 'changed_by',
      value: 'client',
    });
    expect(toField({ field: 'ticket.flags.spam', op: 'eq', value: true }, 'ticket.subject')).toEqual({
      field: 'ticket.subject',
      op: 'eq',
      value: '',
    });
  });
});
