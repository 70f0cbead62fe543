import { describe, expect, it } from '@jest/globals';
import { tracingOptions } from './options.js';
import { quantile, report, summarize, type ModeBurst } from './summary.js';

/** A burst of 1,000 deliveries. */
function aBurst(mode: ModeBurst['mode'], round: number, cpuSeconds: number): ModeBurst {
  const counts = { requests: 1_000, deliveries: 1_000, seconds: 1, spans: 0, loadAverage: 1 };
  const rest = { othersCpu: {}, stored: {}, windowUs: [0, 0] as const };
  return { ...counts, ...rest, cpu: { all: cpuSeconds }, mode, round };
}

/** Rounds in which tracing took this much more CPU than without. */
function rounds(...costs: readonly number[]): ModeBurst[] {
  return costs.flatMap((cost, round) => [aBurst('off', round, 1), aBurst('100%', round, 1 + cost)]);
}

describe('what tracing costs', () => {
  it('shows the worst round, and all of them together', () => {
    const [, { ratio } = { ratio: null }] = summarize(rounds(0, 0, 0.25, 0.25, 1));
    expect(ratio).toMatchObject({ perCpuSecond: 0.8, middleHalf: [0.8, 1], worst: 0.5 });
    expect(ratio?.pooled).toBeCloseTo(5 / 6.5);
  });

  it('is missed where all rounds together cost too much, whatever the median round says', () => {
    expect(report(summarize(rounds(0.1, 0.1, 0.1, 0.1, 0.1)))).toContain('met (9.1 %)');
    expect(report(summarize(rounds(0.1, 0.1, 0.1, 1, 1)))).toContain('missed (31.5 %)');
  });

  it('is not told of few rounds', () => {
    expect(() => tracingOptions({ rounds: '4' })).toThrow('at least 5');
    expect(tracingOptions({ quick: true }).rounds).toBe(1);
    expect(tracingOptions({ rounds: '1', profile: '100%' }).rounds).toBe(1);
  });
});

it.each([
  [0, 1],
  [0.25, 1.5],
  [0.5, 2],
  [1, 4],
])('the quantile %f of 1, 2 and 4 is %f', (part, value) => {
  expect(quantile([1, 2, 4], part)).toBe(value);
});
