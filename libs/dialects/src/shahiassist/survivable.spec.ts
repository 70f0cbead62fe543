import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyJson } from '../../../../test/support/json-values.js';
import type { JsonValue } from '../json-value.js';
import { survivable, survivableObject } from './survivable.js';

test.each<[JsonValue, JsonValue]>([
  [' a ', 'a'],
  ['', null],
  [' \t\u00a0\u200b\ufeff\u{1d173} ', null],
  ['\u{e0020}😀\u{e0020}', '😀'],
  ['a  b', 'a  b'],
  ['x\ud83d', 'x\ufffd'],
  [7, 7],
  [-0, 0],
  [1.5, '1.5'],
  [2 ** 53, '9007199254740992'],
  [1e21, '1e+21'],
  [true, true],
  [[], []],
  [{}, null],
  [
    [{}, { a: {} }],
    [null, null],
  ],
  [{ a: {}, b: 1 }, { b: 1 }],
  [{ a: { b: { c: {} } }, d: [] }, { d: [] }],
  [
    { 0: 'a', 1: 'b' },
    { field_0: 'a', field_1: 'b' },
  ],
  [
    { 12: 'a', field_12: 'b' },
    { _field_12: 'a', field_12: 'b' },
  ],
  [
    { '-1': 'a', '007': 'b', '': 'c' },
    { 'field_-1': 'a', '007': 'b', '': 'c' },
  ],
])('%j survives as %j', (value, expected) => {
  expect(survivable(value)).toEqual(expected);
});

test('what nothing is left of is no object', () => {
  expect(survivableObject({ a: {}, b: { c: {} } })).toBeNull();
});

test('what survived once stays', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const once = survivable(value);
      expect(survivable(once)).toEqual(once);
    }),
  );
});

test('a long run of blanks is no trap', () => {
  const text = `x${' '.repeat(900_000)}x`;
  expect(survivable(text)).toBe(text);
});

test('depth has an end', () => {
  const deep: JsonValue = JSON.parse('['.repeat(400) + ']'.repeat(400));
  expect(JSON.stringify(survivable(deep))).toBe(`${'['.repeat(100)}null${']'.repeat(100)}`);
});
