import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedNumbers, prettyJson } from './json-text.js';

describe('JSON with line breaks', () => {
  it('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4), (value, indent) => {
        expect(prettyJson(JSON.stringify(value, null, indent))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('keeps every number as it is written, and names that stand twice', () => {
    const text = '{"id":9007199254740993,"price":1.50,"far":1e999,"id":-0}';
    expect(prettyJson(text)).toBe(
      '{\n  "id": 9007199254740993,\n  "price": 1.50,\n  "far": 1e999,\n  "id": -0\n}',
    );
  });

  it('is not made of anything else', () => {
    expect(['', '{', '{"a":1,}', 'text', '[1] 2'].map(prettyJson)).toEqual([null, null, null, null, null]);
  });
});

it('tells which numbers reading changes, and no text that looks like one', () => {
  const text = '[9007199254740993, 9007199254740992, 1.50, 1e999, "9007199254740993", -9007199254740993]';
  expect(changedNumbers(text)).toEqual(['9007199254740993', '1e999', '-9007199254740993']);
  expect(changedNumbers('no JSON 9007199254740993')).toEqual([]);
});
