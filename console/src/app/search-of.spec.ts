import { expect, it } from '@jest/globals';
import { searchOf } from './search-of.js';

it('names as absent what a page does not take, for the router to leave it out', () => {
  const read = searchOf(({ from }) => (typeof from === 'string' ? { from } : {}));
  expect(read({ from: 'today', other: 1 })).toStrictEqual({ from: 'today', other: undefined });
  expect(read({ from: 5 })).toStrictEqual({ from: undefined });
});
