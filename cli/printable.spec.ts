import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonDocument, jsonLine, printable } from './printable.js';
import { tableLines } from './table.js';

describe('texts of others on a terminal', () => {
  test('show control characters instead of obeying them', () => {
    expect(printable('a\u001b[31mred\r\n\u202eevil\u0085')).toBe('a\\u001b[31mred\\r\\n\\u202eevil\\u0085');
  });

  test('JSON stays JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(jsonLine(value))).toEqual(plain);
        expect(JSON.parse(jsonDocument(value))).toEqual(plain);
        // oxlint-disable-next-line no-control-regex -- these are what it is about
        expect(jsonLine(value)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

test('a table is as wide as what stands in it, by characters', () => {
  const columns = [
    { head: 'NAME', cell: ([name]: readonly [string, number]) => name },
    { head: 'N', cell: ([, count]: readonly [string, number]) => String(count), align: 'right' as const },
  ];
  expect(
    tableLines(columns, [
      ['ümläut', 7],
      ['🎫', 1234],
    ]),
  ).toEqual(['NAME       N', 'ümläut     7', '🎫       1234']);
});
