import { describe, expect, it } from '@jest/globals';
import { FailureBudget } from './failure-budget.js';

/** How many of so many failures may be exported, each of another endpoint unless it is told whose they are. */
function taken(budget: FailureBudget, tries: number, now: number, of?: string): number {
  return Array.from({ length: tries }, (_, nth) => budget.take(of ?? `${now} ${nth}`, now)).filter(Boolean)
    .length;
}

describe('the budget for spans of failures', () => {
  it('lets five seconds of it go at once, then so many a second', () => {
    const budget = new FailureBudget(20);
    expect(taken(budget, 500, 1_000)).toBe(100);
    expect(taken(budget, 500, 1_500)).toBe(10);
    expect(taken(budget, 500, 3_600_000)).toBe(100);
  });

  it('may be less than one a second', () => {
    const budget = new FailureBudget(0.1);
    expect([0, 5_000, 10_000, 10_001].map((now) => budget.take('a', now))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('keeps none when it is 0', () => {
    const budget = new FailureBudget(20);
    budget.limit(0);
    expect(taken(budget, 10, 86_400_000)).toBe(0);
    budget.limit(1);
    expect(taken(budget, 10, 86_400_000)).toBe(5);
  });

  it('is not used up by an endpoint that fails all the time', () => {
    const budget = new FailureBudget(20);
    expect(taken(budget, 500, 1_000, 'dead')).toBe(5);
    expect(taken(budget, 500, 2_000, 'dead')).toBe(1);
    expect(taken(budget, 90, 2_000)).toBe(90);
  });

  it('takes nothing of an endpoint while the whole has none left', () => {
    const budget = new FailureBudget(1);
    expect(taken(budget, 5, 1_000)).toBe(5);
    expect(taken(budget, 100, 1_000, 'rare')).toBe(0);
    expect(taken(budget, 100, 6_000, 'rare')).toBe(5);
  });

  it('forgets who was not asked for', () => {
    const budget = new FailureBudget(20_000);
    expect(taken(budget, 6, 1_000, 'long ago')).toBe(5);
    expect(taken(budget, 10_000, 1_000)).toBe(10_000);
    expect(taken(budget, 6, 1_000, 'long ago')).toBe(5);
  });
});
