import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonMembers } from './json-member.js';

const membersOf = (text: string) =>
  [...(jsonMembers(Buffer.from(text)) ?? [])].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);

/**
 * V8 misreads a key of one escaped character once it has seen the key `\\` in an object of the same shape
 * (github.com/nodejs/node/issues/63785): such texts are no yardstick.
 */
const isMisreadByV8 = (json: string): boolean => /"(\\\\|\\u005c)"\s*:/i.test(json);

const blank = fc.stringMatching(/^[ \t\r\n]{0,3}$/);

/** A string of JSON with each UTF-16 unit escaped or not, as the flags say. */
const quoted = (text: string, escapes: readonly boolean[]): string =>
  `"${[...Array(text.length).keys()]
    .map((at) => {
      const plain = JSON.stringify(text.charAt(at)).slice(1, -1);
      const code = text.charCodeAt(at).toString(16).padStart(4, '0');
      return escapes[at % escapes.length] === true ? `\\u${code}` : plain;
    })
    .join('')}"`;

const name = fc.oneof(
  fc.constantFrom('data', 'id', '__proto__', '', '7', 'toString', '}', '"', '\\', ',', ':{'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const escapes = fc.array(fc.boolean(), { minLength: 1, maxLength: 4 });
const value = fc.oneof(
  fc.json({ noUnicodeString: false }),
  fc.jsonValue({ maxDepth: 3 }).map((any) => JSON.stringify(any, null, 2)),
  fc.constantFrom('12345678901234567890123', '1.0', '-0', '1E+400', '{ }', '[ [], {"a":"}"} ]', '"\\"}{"'),
);
const member = fc
  .tuple(name, escapes, value, fc.array(blank, { minLength: 4, maxLength: 4 }))
  .map(([key, flags, json, [a, b, c, d]]) => ({
    json,
    text: `${a}${quoted(key, flags)}${b}:${c}${json}${d}`,
    key,
  }));

describe('jsonMembers', () => {
  test('finds what JSON.parse finds, with the bytes of each value untouched', () => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 6 }), blank, blank, (members, before, after) => {
        const text = `${before}{${members.map((one) => one.text).join(',')}${members.length === 0 ? before : ''}}${after}`;
        fc.pre(!isMisreadByV8(text));
        const expected = new Map(members.map(({ key, json }) => [key, json.trim()]));
        expect(new Map(membersOf(text).map(([key, json]) => [key, json]))).toEqual(expected);
        const parsed: unknown = JSON.parse(text);
        expect([...expected.keys()].sort()).toEqual(Object.keys(Object(parsed)).sort());
        for (const [key, json] of expected)
          expect(JSON.parse(json)).toEqual(Reflect.get(Object(parsed), key));
      }),
      { numRuns: 500 },
    );
  });

  test('the members of any pretty-printed object parse to its values', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.integer({ min: 0, max: 4 }),
        (object, indent) => {
          const text = JSON.stringify(object, null, indent);
          fc.pre(!isMisreadByV8(text));
          expect(
            Object.fromEntries(membersOf(text).map(([key, json]) => [key, JSON.parse(json ?? '')])),
          ).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  test.each([
    ['{}', []],
    [' { } ', []],
    ['{"data":1,"data":2}', [['data', '2']]],
    ['{"d\\u0061ta": {"b":"}", "n":1.50} }', [['data', '{"b":"}", "n":1.50}']]],
    ['\uFEFF{"data":[]}', [['data', '[]']]],
    [
      '{"a":"\\\\","data":12345678901234567890.10}',
      [
        ['a', '"\\\\"'],
        ['data', '12345678901234567890.10'],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(membersOf(text)).toEqual(expected);
  });

  test.each(['[]', '"{}"', '1', 'null', ''])('%s is no object', (text) => {
    expect(jsonMembers(Buffer.from(text))).toBeNull();
  });
});
