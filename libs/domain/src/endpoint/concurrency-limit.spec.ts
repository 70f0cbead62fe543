import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  allowedInFlight,
  initialLimit,
  limitAfter,
  pacedLimit,
  type ConcurrencyLimit,
} from './concurrency-limit.js';
import type { EndpointSignal } from './endpoint-signal.js';

const signals: readonly EndpointSignal[] = ['delivered', 'answered', 'failed', 'overloaded', 'gone'];

/** An endpoint that works on so many requests at once and queues the others. */
interface Endpoint {
  readonly workers: number;
  readonly workMs: number;
  /** Requests beyond these are refused at once. */
  readonly queueMax: number;
}

/** Keeps as many requests in flight as the limit allows, and gives the limit after each round of them. */
function drive(endpoint: Endpoint, rounds: number, maxConcurrency: number, start?: ConcurrencyLimit) {
  const limits: number[] = [];
  let [limit, now] = [start ?? initialLimit(maxConcurrency), 0];
  for (let round = 0; round < rounds; round++) {
    const inFlight = allowedInFlight(limit, maxConcurrency);
    limits.push(inFlight);
    const startedAt = now;
    for (let nth = 0; nth < inFlight; nth++) {
      const isRefused = nth >= endpoint.workers + endpoint.queueMax;
      const durationMs = isRefused ? 1 : endpoint.workMs * (1 + Math.floor(nth / endpoint.workers));
      const signal = isRefused ? 'overloaded' : 'delivered';
      const most = Math.max(nth + 1, inFlight - nth);
      limit = limitAfter(limit, { signal, startedAt, durationMs, inFlight: most, maxConcurrency });
      now = Math.max(now, startedAt + durationMs);
    }
    now++;
  }
  return { limits, limit };
}

describe('how many requests an endpoint may have in flight', () => {
  test('is at least one and at most what the subscription allows, whatever happens', () => {
    const sample = fc.record({
      signal: fc.constantFrom(...signals),
      startedAt: fc.nat(100_000),
      durationMs: fc.nat(60_000),
      inFlight: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(sample), (maxConcurrency, samples) => {
        let limit = initialLimit(maxConcurrency);
        for (const one of samples) {
          limit = limitAfter(limit, { ...one, maxConcurrency });
          expect(limit.limit).toBeGreaterThanOrEqual(1);
          expect(allowedInFlight(limit, maxConcurrency)).toBeLessThanOrEqual(maxConcurrency);
        }
      }),
    );
  });

  test('grows quickly to what the subscription allows where the endpoint bears it', () => {
    const { limits } = drive({ workers: 100, workMs: 20, queueMax: 0 }, 10, 64);
    expect(limits[0]).toBe(4);
    expect(limits.at(-1)).toBe(64);
  });

  test('does not grow while it is not used', () => {
    let limit = initialLimit(64);
    for (let nth = 0; nth < 1_000; nth++) {
      const sample = { startedAt: nth, durationMs: 1, inFlight: 1, maxConcurrency: 64 };
      limit = limitAfter(limit, { ...sample, signal: 'delivered' });
    }
    expect(allowedInFlight(limit, 64)).toBe(4);
  });

  test('settles near what an endpoint bears that refuses the rest', () => {
    const { limits } = drive({ workers: 12, workMs: 50, queueMax: 0 }, 400, 100);
    const settled = limits.slice(100);
    const average = settled.reduce((sum, one) => sum + one, 0) / settled.length;
    expect(Math.max(...settled)).toBeLessThanOrEqual(14);
    expect(average).toBeGreaterThan(7);
  });

  test('settles below the queue of an endpoint that becomes slow under load', () => {
    const { limits } = drive({ workers: 2, workMs: 200, queueMax: 1_000 }, 400, 100);
    const settled = limits.slice(100);
    expect(Math.max(...settled)).toBeLessThan(40);
    expect(Math.min(...settled)).toBeGreaterThanOrEqual(2);
  });

  test('halves once for a round that failed as a whole', () => {
    let { limit } = drive({ workers: 100, workMs: 20, queueMax: 0 }, 10, 16);
    const round = { signal: 'overloaded', startedAt: 10_000, durationMs: 5_000, maxConcurrency: 16 } as const;
    for (let nth = 0; nth < 16; nth++) limit = limitAfter(limit, { ...round, inFlight: 16 - nth });
    expect(allowedInFlight(limit, 16)).toBe(8);
  });

  test('grows by one a round after an outage', () => {
    const start = pacedLimit(initialLimit(16));
    const { limits } = drive({ workers: 100, workMs: 20, queueMax: 0 }, 30, 16, start);
    expect(limits.slice(0, 4)).toEqual([1, 2, 2, 3]);
    expect(limits.at(-1)).toBe(16);
    for (const [nth, limit] of limits.entries())
      expect(limit - (limits[nth - 1] ?? 1)).toBeLessThanOrEqual(1);
  });
});
