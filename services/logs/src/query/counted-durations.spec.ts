import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DURATION_BOUNDS_MS } from '@deskhook/domain';
import { countedDurations, SLOT_DIGITS } from './counted-durations.js';

const SLOTS = DURATION_BOUNDS_MS.length + 1;

it('counts by slots are read from the number that they were added up to', () => {
  const slot = fc.integer({ min: 0, max: SLOTS - 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(slot, fc.integer({ min: 1, max: 1_000_000 }))), (added) => {
      const counts = Array.from({ length: SLOTS }, () => 0);
      let number = 0n;
      for (const [at, count] of added) {
        counts[at] = (counts[at] ?? 0) + count;
        number += BigInt(count) * 10n ** BigInt(SLOT_DIGITS * at);
      }
      expect(countedDurations(String(number))).toEqual(counts);
    }),
  );
});
