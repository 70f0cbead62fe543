import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DURATION_BOUNDS_MS, durationPercentile } from './duration-histogram.js';

function counted(durations: readonly number[]): number[] {
  const counts = Array.from({ length: DURATION_BOUNDS_MS.length + 1 }, () => 0);
  for (const duration of durations) {
    const slot = DURATION_BOUNDS_MS.findIndex((bound) => duration < bound);
    const at = slot < 0 ? DURATION_BOUNDS_MS.length : slot;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

describe('a percentile of counted durations', () => {
  it('is none of none', () => {
    expect(durationPercentile([], 95)).toBeNull();
    expect(durationPercentile(counted([]), 95)).toBeNull();
  });

  it('is at most the width of a slot from the nearest rank', () => {
    const durations = fc.array(fc.double({ min: 1, max: 35_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(durations, fc.integer({ min: 1, max: 100 }), (some, percent) => {
        const sorted = some.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0;
        const told = durationPercentile(counted(some), percent) ?? 0;
        expect(Math.abs(told - exact) / exact).toBeLessThanOrEqual(0.1001);
      }),
    );
  });

  it('tells what took longest as the last bound', () => {
    expect(durationPercentile(counted([90_000]), 95)).toBeCloseTo(36_000, -3);
  });
});
