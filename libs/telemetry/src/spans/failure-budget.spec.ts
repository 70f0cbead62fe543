import { describe, expect, it } from '@jest/globals';
import { FailureBudget } from './failure-budget.js';

describe('the budget for spans of failures', () => {
  const taken = (budget: FailureBudget, tries: number, now: number): number =>
    Array.from({ length: tries }, () => budget.take(now)).filter(Boolean).length;

  it('lets five seconds of it go at once, then so many a second', () => {
    const budget = new FailureBudget(20);
    expect(taken(budget, 500, 1_000)).toBe(100);
    expect(taken(budget, 500, 1_500)).toBe(10);
    expect(taken(budget, 500, 3_600_000)).toBe(100);
  });

  it('may be less than one a second', () => {
    const budget = new FailureBudget(0.1);
    expect([0, 5_000, 10_000, 10_001].map((now) => budget.take(now))).toEqual([true, false, true, false]);
  });

  it('keeps none when it is 0', () => {
    const budget = new FailureBudget(20);
    budget.limit(0);
    expect(taken(budget, 10, 86_400_000)).toBe(0);
    budget.limit(1);
    expect(taken(budget, 10, 86_400_000)).toBe(5);
  });
});
