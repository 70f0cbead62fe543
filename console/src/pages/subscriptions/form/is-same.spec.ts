import { expect, it } from '@jest/globals';
import { isSame } from './is-same.js';

it.each([
  [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
  [{ a: undefined }, {}, true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [null, undefined, false],
  [{ a: null }, {}, false],
  ['1', 1, false],
])('compares %j with %j', (one, other, same) => expect(isSame(one, other)).toBe(same));
