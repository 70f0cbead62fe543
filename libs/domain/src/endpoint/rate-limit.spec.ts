import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  EMPTY_RATE_WINDOW,
  rateBegun,
  rateEnded,
  rateOpensAt,
  rateTakenOver,
  type RateLimit,
  type RateWindow,
} from './rate-limit.js';

interface Sent {
  readonly begun: number;
  readonly ended: number;
}

/** Sends as fast as the limit allows, at most `parallel` at once; request n takes `durations[n]`. */
function drive(limit: RateLimit, durations: readonly number[], parallel: number): readonly Sent[] {
  const sent: Sent[] = [];
  const inFlight: Sent[] = [];
  let [window, now]: [RateWindow, number] = [EMPTY_RATE_WINDOW, 0];
  const endNext = () => {
    inFlight.sort((one, two) => one.ended - two.ended);
    const next = inFlight.shift();
    if (next === undefined) throw new Error('nothing is in flight and nothing may begin');
    now = Math.max(now, next.ended);
    window = rateEnded(window, limit, next.ended);
  };
  for (const durationMs of durations) {
    for (;;) {
      const opensAt = inFlight.length < parallel ? rateOpensAt(window, limit, now) : null;
      if (opensAt === now) break;
      const nextEnd = Math.min(...inFlight.map(({ ended }) => ended));
      if (opensAt === null || nextEnd <= opensAt) endNext();
      else now = opensAt;
    }
    window = rateBegun(window);
    const one = { begun: now, ended: now + durationMs };
    inFlight.push(one);
    sent.push(one);
  }
  return sent;
}

describe('the rate limit of an endpoint', () => {
  test('holds in every span as the receiver sees it, wherever within a request it looks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.tuple(fc.nat(300), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 40 }),
        (most, perMs, parallel, requests) => {
          const limit = { limit: most, perMs };
          const durations = requests.map(([durationMs]) => durationMs);
          const seen = drive(limit, durations, parallel)
            .map(({ begun, ended }, nth) => begun + (requests[nth]?.[1] ?? 0) * (ended - begun))
            .sort((one, two) => one - two);
          for (const [nth, at] of seen.entries()) {
            const later = seen[nth + most];
            if (later !== undefined) expect(later - at).toBeGreaterThan(perMs);
          }
        },
      ),
    );
  });

  test('is used up: an endpoint that answers at once gets as many as it may', () => {
    const sent = drive(
      { limit: 3, perMs: 1_000 },
      Array.from({ length: 9 }, () => 0),
      10,
    );
    expect(sent.map(({ begun }) => begun)).toEqual([0, 0, 0, 1_001, 1_001, 1_001, 2_002, 2_002, 2_002]);
  });

  test('a large one stays small and loses little', () => {
    const limit = { limit: 10_000, perMs: 3_600_000 };
    const sent = drive(
      limit,
      Array.from({ length: 20_001 }, () => 100),
      10,
    );
    const last = sent.at(-1)?.begun ?? 0;
    expect(last).toBeLessThan(2 * limit.perMs * 1.01);
    let window = EMPTY_RATE_WINDOW;
    for (let at = 0; at < limit.perMs; at += 360) window = rateEnded(rateBegun(window), limit, at);
    expect(window.ended.length).toBeLessThanOrEqual(202);
    expect(JSON.parse(JSON.stringify(window))).toEqual(window);
  });

  test('who takes over counts what may have been sent', () => {
    const limit = { limit: 3, perMs: 1_000 };
    const window = rateBegun(EMPTY_RATE_WINDOW);
    expect(rateOpensAt(rateTakenOver(window, limit, 500), limit, 500)).toBe(500);
    expect(rateOpensAt(rateTakenOver(window, limit, 500, 2), limit, 500)).toBe(1_501);
  });

  test('a turn that came to nothing does not count', () => {
    const limit = { limit: 1, perMs: 1_000 };
    const window = rateBegun(EMPTY_RATE_WINDOW);
    expect(rateOpensAt(window, limit, 0)).toBeNull();
    expect(rateOpensAt(rateEnded(window, limit, 0, false), limit, 0)).toBe(0);
  });
});
