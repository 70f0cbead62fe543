import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ASKED_MS_MAX,
  BREAKER_FAILURES_MAX,
  breakerAdmits,
  breakerAfter,
  CLOSED_BREAKER,
  openMs,
  probing,
  withoutProbe,
  type BreakerSample,
  type CircuitBreaker,
} from './circuit-breaker.js';
import { endpointSignal } from './endpoint-signal.js';

const MINUTE_MS = 60_000;
const sample = (overrides: Partial<BreakerSample> = {}): BreakerSample => ({
  signal: 'failed',
  isProbe: false,
  endedAt: 0,
  durationMs: 2,
  askedMs: null,
  failure: 'the endpoint answered 500',
  ...overrides,
});

function opened(overrides: Partial<BreakerSample> = {}): CircuitBreaker {
  let breaker = CLOSED_BREAKER;
  for (let nth = 0; nth < BREAKER_FAILURES_MAX; nth++) breaker = breakerAfter(breaker, sample(overrides));
  return breaker;
}

/** Sends one after the other to an endpoint that fails, and gives when each request began. */
function triesOf(durationMs: number, spanMs: number): number[] {
  const tries: number[] = [];
  let [breaker, now]: [CircuitBreaker, number] = [CLOSED_BREAKER, 0];
  while (now < spanMs) {
    const admitted = breakerAdmits(breaker, now);
    if (admitted === 'nothing') {
      now = breaker.kind === 'open' ? breaker.until : Infinity;
      continue;
    }
    if (breaker.kind === 'open') breaker = probing(breaker);
    tries.push(now);
    now += durationMs;
    breaker = breakerAfter(breaker, sample({ durationMs, endedAt: now, isProbe: admitted === 'probe' }));
  }
  return tries;
}

describe('what an outcome tells of its endpoint', () => {
  test.each([
    [true, 200, 'delivered'],
    [true, 410, 'delivered'],
    [false, 404, 'answered'],
    [false, 302, 'answered'],
    [false, 408, 'failed'],
    [false, 500, 'failed'],
    [false, 504, 'failed'],
    [false, 429, 'overloaded'],
    [false, 503, 'overloaded'],
    [false, null, 'overloaded'],
    [false, 410, 'gone'],
  ])('delivered %s with %s: %s', (delivered, code, signal) => {
    expect(endpointSignal({ delivered, code })).toBe(signal);
  });
});

describe('the circuit breaker', () => {
  test('opens after ten failures in a row, and answers in between begin the count anew', () => {
    let breaker = CLOSED_BREAKER;
    for (let nth = 1; nth < BREAKER_FAILURES_MAX; nth++) breaker = breakerAfter(breaker, sample());
    expect(breakerAfter(breaker, sample())).toMatchObject({ kind: 'open' });
    for (const signal of ['delivered', 'answered'] as const) {
      const after = breakerAfter(breakerAfter(breaker, sample({ signal })), sample());
      expect(after).toEqual({ kind: 'closed', failures: 1 });
    }
  });

  test('lets one probe through when its time is over, which closes or opens it', () => {
    const breaker = opened();
    expect(breakerAdmits(breaker, 19)).toBe('nothing');
    expect(breakerAdmits(breaker, 20)).toBe('probe');
    if (breaker.kind !== 'open') throw new Error('it is not open');
    const half = probing(breaker);
    expect(breakerAdmits(half, Infinity)).toBe('nothing');
    expect(breakerAfter(half, sample({ isProbe: true, signal: 'delivered' }))).toBe(CLOSED_BREAKER);
    expect(breakerAfter(half, sample({ isProbe: true, endedAt: 30 }))).toMatchObject({
      kind: 'open',
      failedProbes: 1,
      until: 30 + 20 * (1 + 1 / 20),
    });
    expect(breakerAdmits(withoutProbe(half, 30), 30)).toBe('probe');
  });

  test('what began before it opened and fails after says nothing new; a success closes it', () => {
    const breaker = opened();
    expect(breakerAfter(breaker, sample({ endedAt: 1_000 }))).toBe(breaker);
    expect(breakerAfter(breaker, sample({ signal: 'delivered' }))).toBe(CLOSED_BREAKER);
  });

  test('stays open in proportion to what a failure costs', () => {
    const attempt = fc.integer({ min: 0, max: 120_000 });
    fc.assert(
      fc.property(attempt, attempt, fc.nat(10_000), (one, two, probes) => {
        expect(openMs(one, probes)).toBeGreaterThanOrEqual(20);
        expect(openMs(one, probes)).toBeLessThanOrEqual(MINUTE_MS);
        expect(openMs(Math.min(one, two), probes)).toBeLessThanOrEqual(openMs(Math.max(one, two), probes));
        expect(openMs(one, probes)).toBeLessThanOrEqual(openMs(one, probes + 1));
      }),
    );
  });

  test('an endpoint that fails at once is tried often, one that hangs about once a minute', () => {
    expect(triesOf(2, 1_000).length).toBeGreaterThan(30);
    expect(triesOf(2, 5 * MINUTE_MS).length).toBeGreaterThan(500);
    const hanging = triesOf(15_000, 60 * MINUTE_MS).slice(BREAKER_FAILURES_MAX);
    expect(hanging.length).toBeLessThanOrEqual(48);
    expect(hanging.length).toBeGreaterThan(40);
  });

  test('an endpoint that asks for patience gets it, for an hour at most', () => {
    const asks = sample({ signal: 'overloaded', askedMs: 30_000, endedAt: 100 });
    const breaker = breakerAfter(CLOSED_BREAKER, asks);
    expect(breaker).toMatchObject({ kind: 'open', asked: true, until: 30_100 });
    expect(breakerAfter(breaker, sample({ signal: 'delivered' }))).toBe(breaker);
    expect(breakerAfter(breaker, { ...asks, askedMs: 1 })).toMatchObject({ until: 30_100 });
    expect(breakerAfter(breaker, { ...asks, askedMs: Infinity })).toMatchObject({
      until: 100 + ASKED_MS_MAX,
    });
  });

  test('an endpoint that is gone is left alone until its subscription says so', () => {
    const gone = sample({ signal: 'gone', failure: 'the endpoint answered 410' });
    expect(breakerAfter(CLOSED_BREAKER, gone)).toMatchObject({ kind: 'open', until: MINUTE_MS });
  });
});
