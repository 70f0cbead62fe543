import { describe, expect, it } from '@jest/globals';
import { decisiveTest, explainedNode } from './explained.js';
import { faultOf, placeFaults } from './faults.js';
import { conditionText, readCondition } from './condition-text.js';
import { fromJson, type ConditionNode } from './tree.js';
import { suggestedValues, valuesIn } from './seen-values.js';

const CONDITION = {
  all: [
    { field: 'ticket.status', op: 'eq', value: 'open' },
    { not: { any: [{ field: 'ticket.tags', op: 'in', value: ['vip', 1] }] } },
  ],
};

describe('a condition as text', () => {
  it('is read as it is written, and blank text is none', () => {
    expect(readCondition(conditionText(CONDITION))).toEqual({ ok: true, condition: CONDITION });
    expect(readCondition(' \n ')).toEqual({ ok: true, condition: null });
    expect(readCondition('null')).toEqual({ ok: true, condition: null });
    expect(conditionText(null)).toBe('');
  });

  it('leaves names of fields and operators to the API', () => {
    expect(readCondition('{"field":"tickt","op":"glob","note":1}').ok).toBe(true);
  });

  it.each([
    ['{"all":[\n  {"field":}\n]}', 'It is not JSON from line 2 on.', []],
    ['[1]', 'It: must be an object', ['']],
    ['{"field":"a","op":"eq","value":9007199254740993}', '9007199254740993 loses digits', []],
    ['{"all":{}}', '/all: must be a list of conditions', ['/all']],
    ['{"any":["x"]}', '/any/0: must be an object', ['/any/0']],
    ['{"not":{"field":"a"}}', '/not/op: “op” must be there, a text', ['/not/op']],
    ['{"all":[],"any":[]}', '/any: “any” cannot stand beside “all”', ['/any']],
    ['{"all":[{},{"op":"eq"}]}', '/all/0: must be', ['/all/0', '/all/1/field']],
  ])('says what is wrong with %j and where', (text, summary, pointers) => {
    const read = readCondition(text);
    if (read.ok) throw new Error('it must not be taken');
    expect(read.trouble.summary).toContain(summary);
    expect(read.trouble.faults.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe('faults of the API', () => {
  const root = fromJson(CONDITION);
  const at = (pointer: string) => placeFaults(root, [{ pointer, detail: 'odd' }])[0];
  const named = (node: ConditionNode | undefined) =>
    node?.kind === 'test' ? node.source['field'] : node?.kind;

  it('stand at the very test, and at the part of it', () => {
    expect(named(at('/all/0/field')?.node)).toBe('ticket.status');
    expect(at('/all/0/field')?.part).toBe('field');
    expect(named(at('/all/1/not/any/0/value/1')?.node)).toBe('ticket.tags');
    expect(at('/all/1/not/any/0/value/1')?.part).toBe('value');
    expect(at('/all/0/note')?.part).toBe('whole');
  });

  it('stay at the last node on the way, where a pointer leads no further', () => {
    expect(named(at('/all/1/not/any')?.node)).toBe('group');
    expect(at('/all/9/field')?.node).toBe(root);
    expect(at('')?.node).toBe(root);
    expect(placeFaults(null, [{ pointer: '', detail: 'odd' }])).toEqual([]);
  });

  it('are gone once the test is another', () => {
    const placed = placeFaults(root, [{ pointer: '/all/0/value', detail: 'odd' }]);
    const [fault] = placed;
    if (fault === undefined) throw new Error('it has a place');
    expect(faultOf(placed, fault.node, 'value')).toBe('odd');
    expect(faultOf(placed, fault.node, 'field')).toBeUndefined();
    expect(faultOf(placed, { ...fault.node }, 'value')).toBeUndefined();
  });
});

describe('an explanation', () => {
  const test = (field: string, verdict: boolean) => ({ field, op: 'exists', actual: null, verdict });
  const decisive = (json: unknown) => {
    const found = decisiveTest(explainedNode(json));
    return found?.kind === 'test' ? found.test['field'] : found;
  };

  it('tells which test was the first to say no', () => {
    const any = { any: [test('b', false), test('c', false)], verdict: false };
    expect(decisive({ all: [test('a', true), any, test('d', false)], verdict: false })).toBe('b');
    expect(decisive({ all: [test('a', true)], verdict: true })).toBeNull();
  });

  it('tells which test held and must not', () => {
    const none = { not: { any: [test('a', false), test('b', true)], verdict: true }, verdict: false };
    expect(decisive({ all: [none], verdict: false })).toBe('b');
    const twice = { not: { not: test('a', false), verdict: true }, verdict: false };
    expect(decisive(twice)).toBe('a');
  });

  it('keeps apart what was written and what was found', () => {
    expect(explainedNode({ field: 'a', op: 'eq', value: 1, actual: 2, verdict: false })).toEqual({
      kind: 'test',
      test: { field: 'a', op: 'eq', value: 1 },
      actual: 2,
      verdict: false,
    });
    expect(explainedNode('x')).toEqual({ kind: 'other', json: 'x', verdict: null });
  });
});

it('suggests what events had, and what is known anyway', () => {
  const seen = valuesIn([
    {
      source: '/helpdesk',
      data: {
        ticket: {
          status: { id: 4, slug: 'waiting', name: 'Waiting' },
          tags: [{ name: 'vip' }, { name: 'new' }],
          custom_fields: [
            { key: 'product', value: 'Phone' },
            { id: 12, values: ['a', 'b'] },
            { key: 'empty' },
          ],
          body: { text: 'x'.repeat(500) },
        },
        changes: [{ field: 'status', old: 'x' }],
      },
    },
    null,
  ]);
  expect(suggestedValues('ticket.status', 'eq', seen, [])).toEqual(
    expect.arrayContaining(['waiting', 'Waiting', 'open']),
  );
  expect(suggestedValues('ticket.tags', 'in', seen, [])).toEqual(['vip', 'new']);
  expect(suggestedValues('data.ticket.custom_fields.product', 'eq', seen, [])).toEqual(['Phone']);
  expect(suggestedValues('type', 'eq', seen, ['ticket.created'])).toEqual(['ticket.created']);
  expect(suggestedValues('ticket.status', 'changed_by', seen, [])).toContain('client');
  expect(seen.get('ticket.custom_fields.12')).toEqual(['a', 'b']);
  expect(seen.get('ticket.custom_fields.empty')).toEqual([]);
  expect([...seen.keys()].filter((field) => field.includes('changes') || field.includes('body'))).toEqual([]);
});
