import { describe, expect, it } from '@jest/globals';
import { FailureLimiter } from './failure-limiter.js';

const NOW = Date.parse('2026-02-17T15:00:00Z');

function failing(limiter: FailureLimiter, name: string, count: number, now = NOW): void {
  for (let done = 0; done < count; done++) limiter.failed(name, now);
}

describe('the limit on failures', () => {
  it('lets so many pass at once, and one more as each is worked off', () => {
    const limiter = new FailureLimiter({ perMinute: 20, namesMax: 10 });
    failing(limiter, 'a', 19);
    expect(limiter.waitMs('a', NOW)).toBe(0);
    failing(limiter, 'a', 1);
    expect(limiter.waitMs('a', NOW)).toBe(3_000);
    expect(limiter.waitMs('a', NOW + 2_999)).toBe(1);
    expect(limiter.waitMs('a', NOW + 3_000)).toBe(0);
    expect(limiter.waitMs('b', NOW)).toBe(0);
  });

  it('does not put off the end for what is refused meanwhile, but counts it', () => {
    const limiter = new FailureLimiter({ perMinute: 20, namesMax: 10 });
    failing(limiter, 'a', 20);
    failing(limiter, 'a', 500, NOW + 1_000);
    expect(limiter.waitMs('a', NOW + 1_000)).toBe(2_000);
    expect(limiter.failed('a', NOW + 1_000)).toBe(521);
  });

  it('counts anew once all is worked off', () => {
    const limiter = new FailureLimiter({ perMinute: 20, namesMax: 10 });
    failing(limiter, 'a', 20);
    expect(limiter.failed('a', NOW + 60_000)).toBe(1);
    expect(limiter.waitMs('a', NOW + 60_000)).toBe(0);
  });

  it('forgets those that failed longest ago when there are too many', () => {
    const limiter = new FailureLimiter({ perMinute: 2, namesMax: 100 });
    failing(limiter, 'first', 2);
    for (let index = 0; index < 99; index++) limiter.failed(`name ${index}`, NOW);
    expect(limiter.waitMs('first', NOW)).toBeGreaterThan(0);
    limiter.failed('one more', NOW);
    expect(limiter.size).toBe(100);
    expect(limiter.waitMs('first', NOW)).toBe(0);
  });
});
