import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ID_RANDOM_BYTES, sortableId } from './sortable-id.js';

const random = fc.uint8Array({ minLength: ID_RANDOM_BYTES, maxLength: ID_RANDOM_BYTES });
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe('sortableId', () => {
  it('is one subject token with its prefix', () => {
    fc.assert(
      fc.property(instant, random, (at, bytes) => /^sub_[0-9a-z]{26}$/.test(sortableId('sub', at, bytes))),
    );
  });

  it('sorts by time, whatever the random part', () => {
    fc.assert(
      fc.property(instant, random, random, (at, before, after) => {
        expect(sortableId('sub', at, before) < sortableId('sub', at + 1, after)).toBe(true);
      }),
    );
  });

  it('differs within one millisecond', () => {
    const [a, b] = [new Uint8Array(ID_RANDOM_BYTES), new Uint8Array(ID_RANDOM_BYTES).fill(1)];
    expect(sortableId('key', 1, a)).not.toBe(sortableId('key', 1, b));
  });
});
