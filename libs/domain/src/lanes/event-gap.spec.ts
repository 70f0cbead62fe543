import { expect, test } from '@jest/globals';
import { EventGap } from './event-gap.js';

test('an event is through when nothing of it, and of no event before it, is left', () => {
  const gap = new EventGap(50, [
    { sequence: 100, event: 12 },
    { sequence: 103, event: 10 },
    { sequence: 104, event: 30 },
    { sequence: 110, event: 20 },
  ]);
  expect([90, 100, 103, 104, 109, 110, 200].map((moved) => gap.markAt(moved))).toEqual([
    9, 9, 19, 19, 19, 50, 50,
  ]);
  expect(new EventGap(7, []).markAt(0)).toBe(7);
});
