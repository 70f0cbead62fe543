import { describe, expect, it } from '@jest/globals';
import { conditionOperators, parseCondition } from '@deskhook/domain';
import fc from 'fast-check';
import { fromJson, moved, replaced, testOf, toJson, without, withPart, type ConditionNode } from './tree.js';

type Json = Readonly<Record<string, unknown>>;

const scalar = fc.oneof(fc.constantFrom<unknown>('open', 'PENDING', '12', 12, 3.5, true, false, 'é'));
const field = fc.constantFrom(
  'type',
  'ticket.status',
  'ticket.priority.slug',
  'ticket.custom_fields.product',
  'data.own.deep.0.value',
);
const test: fc.Arbitrary<Json> = fc.oneof(
  fc.record(
    { field, op: fc.constantFrom('eq', 'ne'), value: scalar, caseSensitive: fc.boolean() },
    { requiredKeys: ['field', 'op', 'value'] },
  ),
  fc.record({ field, op: fc.constantFrom('in', 'nin'), value: fc.array(scalar, { minLength: 1 }) }),
  fc.record(
    { field, op: fc.constantFrom('exists', 'empty'), value: fc.boolean() },
    { requiredKeys: ['field', 'op'] },
  ),
  fc.record({
    field: fc.constant('ticket.status'),
    op: fc.constantFrom('changed_from', 'changed_to'),
    value: fc.oneof(
      fc.constant(null),
      scalar,
      fc.array(fc.oneof(scalar, fc.constant(null)), { minLength: 1 }),
    ),
  }),
  fc.record(
    {
      field: fc.constant('ticket.status'),
      op: fc.constant('changed'),
      value: fc.oneof(
        fc.constant(true),
        fc.record({ from: scalar }),
        fc.record({ to: fc.array(scalar, { minLength: 1 }), from: fc.constant(null) }),
      ),
    },
    { requiredKeys: ['field', 'op'] },
  ),
  fc.record({ op: fc.constant('not_changed'), field: fc.constant('status') }),
  fc.record({ field: fc.constant('time'), op: fc.constant('within_last'), value: fc.constant('P1DT2H') }),
  fc.record({
    field: fc.constant('ticket.counts.replies'),
    op: fc.constant('between'),
    value: fc.constant([1, 5]),
  }),
);
const condition: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    test,
    fc.record({ all: fc.array(tie('node'), { maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node;

const reasonable = (json: Json): boolean => parseCondition(json, { openData: true }).ok;
const nodesOf = (node: ConditionNode): readonly ConditionNode[] =>
  node.kind === 'group'
    ? [node, ...node.parts.flatMap(nodesOf)]
    : node.kind === 'not'
      ? [node, ...nodesOf(node.part)]
      : [node];
const rootOf = (json: unknown): ConditionNode => {
  const root = fromJson(json);
  if (root === null) throw new Error('there is a condition');
  return root;
};

describe('a condition in the builder', () => {
  it('comes out as it went in, whatever the API takes', () => {
    fc.assert(
      fc.property(condition.filter(reasonable), (json) => {
        expect(JSON.stringify(toJson(fromJson(json)))).toBe(JSON.stringify(json));
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps what it has no form for', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (json) => {
        expect(toJson(fromJson(json))).toEqual(json);
      }),
    );
    const odd = {
      all: [{ any: [], note: 'mine' }, 'text', { field: 'type', op: 'glob', x: [1] }, { not: [] }],
    };
    expect(toJson(fromJson(odd))).toEqual(odd);
    expect(fromJson(null)).toBeNull();
  });

  it('is tested with every operator of the language', () => {
    for (const { operator } of conditionOperators()) {
      const json = { field: 'ticket.status', op: operator, value: { from: ['a'], to: null } };
      expect(toJson(fromJson(json))).toEqual(json);
    }
  });

  it('moves a part within its group and nowhere else, and back again', () => {
    fc.assert(
      fc.property(condition, fc.nat(), fc.constantFrom<-1 | 1>(-1, 1), (json, pick, by) => {
        const root = rootOf(json);
        const nodes = nodesOf(root);
        const { id } = nodes[pick % nodes.length] ?? root;
        const after = moved(root, id, by);
        expect(
          nodesOf(after)
            .map((node) => node.id)
            .sort((a, b) => a - b),
        ).toEqual(nodes.map((node) => node.id).sort((a, b) => a - b));
        const back = moved(after, id, by === 1 ? -1 : 1);
        if (after !== root) expect(toJson(back)).toEqual(toJson(root));
      }),
    );
  });

  it('takes out one part, and what is empty then', () => {
    const root = rootOf({
      all: [{ not: { any: [{ field: 'a', op: 'exists' }] } }, { field: 'b', op: 'exists' }, { all: [] }],
    });
    const inner = nodesOf(root)[3]?.id ?? -1;
    expect(toJson(without(root, inner))).toEqual({ all: [{ field: 'b', op: 'exists' }, { all: [] }] });
    expect(without(root, root.id)).toBeNull();
    expect(without(root, -1)).toBe(root);
    const alone = rootOf({ all: [{ field: 'a', op: 'exists' }] });
    expect(without(alone, nodesOf(alone)[1]?.id ?? -1)).toBeNull();
  });

  it('puts something in the place of a part, and leaves the others as they are', () => {
    const root = rootOf({ any: [{ field: 'a', op: 'exists' }, { not: { field: 'b', op: 'exists' } }] });
    const [, first, second, inner] = nodesOf(root);
    const next = replaced(root, inner?.id ?? -1, () => testOf({ field: 'c', op: 'empty' }));
    expect(toJson(next)).toEqual({
      any: [{ field: 'a', op: 'exists' }, { not: { field: 'c', op: 'empty' } }],
    });
    expect(nodesOf(next)[1]).toBe(first);
    expect(nodesOf(next)[2]?.id).toBe(second?.id);
    expect(replaced(root, -1, () => testOf({}))).toBe(root);
  });

  it('makes room for a second part where there was one test alone', () => {
    const part = testOf({ field: 'b', op: 'exists' });
    expect(toJson(withPart(null, null, part))).toEqual({ all: [part.source] });
    const alone = rootOf({ field: 'a', op: 'exists' });
    expect(toJson(withPart(alone, null, part))).toEqual({ all: [{ field: 'a', op: 'exists' }, part.source] });
    const nested = rootOf({ not: { any: [{ field: 'a', op: 'exists' }] } });
    const group = nodesOf(nested)[1]?.id ?? -1;
    expect(toJson(withPart(nested, group, part))).toEqual({
      not: { any: [{ field: 'a', op: 'exists' }, part.source] },
    });
  });
});
