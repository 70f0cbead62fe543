import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../json-value.js';
import { renderJsonTemplate, templateProblem } from './render-template.js';
import { TemplateError } from './template-error.js';

const render = (template: JsonValue, values: JsonObject = {}) => renderJsonTemplate(template, values);

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"', '\\', '"}', '{{ id }}', '{% if %}', '\ud800', '\u0000', '</script>', '$for', '\u2028'),
);
/** `JSON.parse` of Node 24 reads the key `"` as `\` where objects of both kinds are nested. */
const name = hostile.filter((text) => text !== '"');
const leaf = fc.oneof(hostile, fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
const data = fc.letrec<{ any: JsonValue }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(name, tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** As a reader of the JSON has it: minus zero is zero there. */
const read = (value: JsonValue): unknown => JSON.parse(JSON.stringify(value));

describe('a text that is one output', () => {
  test('keeps any value with its type', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(read(render({ copy: '{{ value }}', list: ['{{- value -}}'] }, { value }))).toEqual(
          read({ copy: value, list: [value] }),
        );
      }),
    );
  });

  test.each<[string, JsonValue]>([
    ['{{ missing }}', null],
    ['{{ missing.deeper[3].still }}', null],
    ['{{ n | text }}', '7'],
    ['{{ n }} ', '7 '],
    ['{{ n | plus: 0.5 }}', 7.5],
    ['{{ n | divided_by: 0 }}', null],
    ['{{ list | join: "-" }}', '1-2'],
    ['{{ n == 7 }}', true],
    ['{{ nothing }}', null],
    ['{{ nothing | text }}', ''],
    ['x{{ nothing }}{{ missing }}', 'x'],
    ['{{ list }}!', '[1,2]!'],
    ['{{ object }}!', '{"a":"\\""}!'],
    ['{{ object | json }}', '{"a":"\\""}'],
    ['{{ flag }}{{ flag }}', 'falsefalse'],
    ['{% if flag %}a{% else %}b{% endif %}', 'b'],
    ['{{ forloop }}', null],
    ['{{ empty }}', ''],
    ['{% raw %}{{ n }}{% endraw %}', '{{ n }}'],
  ])('%s is %j', (text, expected) => {
    const values = { n: 7, nothing: null, list: [1, 2], object: { a: '"' }, flag: false };
    expect(render({ leaf: text }, values)).toEqual({ leaf: expected });
  });
});

test('whatever stands in the data, the body is JSON and its texts hold the data as it is', () => {
  const template = JSON.stringify({
    text: 'a {{ value }} b',
    keyed: { $for: 'value', key: '{{ item.key }}{{ forloop.index }}', do: '{{ item.value }}' },
    chosen: { $if: 'value', do: '{{ value }}' },
    list: [{ $for: 'value', do: { it: '{{ item }}' } }],
  });
  fc.assert(
    fc.property(data, (value) => {
      const body = JSON.stringify(render(template, { value }));
      expect(Object.keys(Object(JSON.parse(body)))).toEqual(
        expect.arrayContaining(['text', 'keyed', 'list']),
      );
      const text = typeof value === 'string' ? value : null;
      if (text !== null) expect(render(template, { value })).toMatchObject({ text: `a ${text} b` });
    }),
  );
});

test('a template without Liquid is its own body', () => {
  const plain = data.filter((value) => !/\{[{%]|\$/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(plain, (template) => expect(read(render(JSON.stringify(template)))).toEqual(read(template))),
  );
});

describe('directives', () => {
  const values = { list: [1, 2, 3], none: [], object: { a: 1, b: null }, text: 'x', unsaid: '', zero: 0 };
  test.each<[JsonValue, JsonValue]>([
    [{ $if: 'text', do: 1 }, 1],
    [{ $if: 'missing', do: 1 }, null],
    [{ $if: 'missing', do: 1, else: { $if: 'zero', do: 2 } }, 2],
    [{ a: { $if: 'missing', do: 1 } }, {}],
    [{ a: { $if: 'unsaid != blank', do: 1 } }, {}],
    [[{ $if: 'missing', do: 1 }, 2], [2]],
    [
      [{ $if: 'text', do: { $for: 'list', do: '{{ item }}' } }, 4],
      [1, 2, 3, 4],
    ],
    [[{ $let: { n: 5 }, in: { $for: 'list', limit: 1, do: '{{ n }}' } }], [5]],
    [{ a: { $for: 'none', do: 1 } }, { a: [] }],
    [{ a: { $for: 'missing', do: 1 } }, { a: [] }],
    [{ $for: 'text', do: '{{ item }}' }, ['x']],
    [{ $for: 'list', as: 'n', do: { $if: 'n > 1', do: '{{ n }}' } }, [2, 3]],
    [{ $for: 'list | reverse', limit: 2, do: '{{ forloop.index }}{{ forloop.last }}' }, ['1false', '2true']],
    [
      { $for: '(1..3)', do: { $for: '(1..item)', as: 'n', do: '{{ item }}.{{ n }}' } },
      [['1.1'], ['2.1', '2.2'], ['3.1', '3.2', '3.3']],
    ],
    [
      { $for: 'object', do: ['{{ item.key }}', '{{ item.value }}'] },
      [
        ['a', 1],
        ['b', null],
      ],
    ],
    [
      { $for: 'object', key: '{{ item.key }}x', do: '{{ item.value }}' },
      { ax: 1, bx: null },
    ],
    [
      { $for: 'list', key: 'n{{ item }}', do: { $if: 'item != 2', do: true } },
      { n1: true, n3: true },
    ],
    [{ $let: { a: '{{ list[1] }}', b: '{{ a | plus: 1 }}' }, in: ['{{ a }}', '{{ b }}'] }, [2, 3]],
    [
      ['{% assign a = 1 %}{{ a }}', '{{ a }}'],
      ['1', null],
    ],
    [
      { $$if: 1, $$: 2, $schema: 'x', $$$: 3 },
      { $if: 1, $: 2, $schema: 'x', $$: 3 },
    ],
  ])('%j', (template, expected) => {
    expect(render(template, values)).toEqual(expected);
    expect(render(JSON.stringify(template), values)).toEqual(expected);
  });

  test('members may have any name, the prototype among them', () => {
    const body = render(
      '{"__proto__":"{{ text }}","constructor":{"$for":"object","key":"__proto__","do":1}}',
      values,
    );
    expect(JSON.stringify(body)).toBe('{"__proto__":"x","constructor":{"__proto__":1}}');
  });
});

describe('what is no template', () => {
  test.each([
    ['{"a": {{ id }} }', 'outputs stand in quotes'],
    ['', 'is no JSON'],
    ['{"a":"{{ id | nope }}"}', '/a: undefined filter: nope'],
    ['{"a":["x","{{ id upcase }}"]}', '/a/1: "id upcase" is no expression; filters follow a |'],
    ['{"a":"{% if id %}x"}', '/a: tag {% if id %} not closed'],
    ['{"a":"{{ id"}', '/a: output "{{ id" not closed'],
    ['{"$if":"id"}', '/do: is missing'],
    ['{"$if":"id","do":1,"then":2}', '/then: stands beside $if, which takes do, else'],
    ['{"a":{"$for":"{{ id }}","do":1}}', '/a/$for: must be an expression'],
    ['{"a":{"$for":"id","as":"a b","do":1}}', '/a/as: a name has'],
    ['{"a":{"$for":"id","limit":-1,"do":1}}', '/a/limit: must be a whole number'],
    ['{"$let":[],"in":1}', '/$let: must be an object'],
    ['{"$if":"id ===","do":1}', '/$if: '],
    ['{"$if":"","do":1}', '/$if: '],
    ['{"$if":"id ==","do":1}', '/$if: "id ==" is no expression'],
    ['{"$for":"id | map: \'a\' b","do":1}', '/$for: '],
    ['{"a":"x {{ not }}"}', '/a: "not" is no expression'],
    ['{"a":"{{ \'now\' | date: \'%s\' }}"}', 'templates have no clock'],
    [`${'['.repeat(70)}${']'.repeat(70)}`, 'is nested deeper than 64 levels'],
    [JSON.stringify('x'.repeat(70_000)), 'must have at most 65536 bytes'],
    [JSON.stringify('{% if a %}'.repeat(6000)), 'the template: '],
  ])('%s: %s', (template, problem) => {
    expect(templateProblem(template)).toContain(problem);
    expect(templateProblem(template)?.split('\n')).toHaveLength(1);
  });

  test('what is refused cannot be rendered, what is not can', () => {
    const part = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      ' id ',
      '|',
      'upcase',
      "'",
      ':',
      'if',
      'endif',
      '[',
      '.',
      'x',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const template = JSON.stringify([parts.join('')]);
        if (templateProblem(template) === null) expect(render(template, { id: 1 })).toHaveLength(1);
        else expect(() => render(template, { id: 1 })).toThrow(TemplateError);
      }),
    );
  });
});
