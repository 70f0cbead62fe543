import { describe, expect, it, test } from '@jest/globals';
import { at, instantOf, isNestedAtMost, keyOf, slugOf } from './reading.js';

describe('what helpdesks write', () => {
  test.each<[unknown, string | number | null]>([
    [12, 12],
    ['8447388090494', 8_447_388_090_494],
    ['98765432109876543210', '98765432109876543210'],
    ['007', '007'],
    ['a-1', 'a-1'],
    [0, null],
    ['0', null],
    ['', null],
    [' ', null],
    [1.5, null],
    [null, null],
    [{}, null],
    ['x'.repeat(129), null],
  ])('key %p → %p', (given, expected) => expect(keyOf(given)).toBe(expected));

  test.each<[unknown, string | null]>([
    ['2026-03-02T10:25:30.123456789Z', '2026-03-02T10:25:30.123Z'],
    ['2026-03-02T10:25:30+01:00', '2026-03-02T09:25:30.000Z'],
    [1_772_442_875, '2026-03-02T09:14:35.000Z'],
    [1_772_442_875.318, '2026-03-02T09:14:35.318Z'],
    [1_772_442_875_318, '2026-03-02T09:14:35.318Z'],
    ['1772442875', '2026-03-02T09:14:35.000Z'],
    ['2026-03-02 09:14:35 UTC', '2026-03-02T09:14:35.000Z'],
    ['2026-03-02 09:14:35', '2026-03-02T09:14:35.000Z'],
    ['2026-03-02T09:14:35', '2026-03-02T09:14:35.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['March 2, 2026', null],
    ['2026', null],
    ['+020260-03-02T09:14:35Z', null],
    [9e14, null],
    [0, null],
    ['soon', null],
    [null, null],
    [Number.MAX_VALUE, null],
  ])('instant %p → %p', (given, expected) => expect(instantOf(given)).toBe(expected));

  it('follows paths through objects of their own only', () => {
    expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
    expect([at({}, 'constructor'), at([], 'length'), at(null, 'a')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('may be nested as deep as one likes', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect([
      isNestedAtMost(deep, 64),
      isNestedAtMost({ a: [[{}]] }, 4),
      isNestedAtMost({ a: [[{}]] }, 3),
    ]).toEqual([false, true, false]);
  });

  test.each([
    ['Pending Reminder', 'pending_reminder'],
    ['2 normal', '2_normal'],
    [' Überfällig! ', 'überfällig'],
  ])('slug of %p', (given, expected) => expect(slugOf(given)).toBe(expected));
});
