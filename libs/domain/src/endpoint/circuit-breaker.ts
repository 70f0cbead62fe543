import type { EndpointSignal } from './endpoint-signal.js';

/**
 * Keeps requests from an endpoint that only fails, or that asked to be left alone. Times are milliseconds of one clock.
 */
export type CircuitBreaker =
  | {
      readonly kind: 'closed';
      /** In a row. */
      readonly failures: number;
    }
  | OpenBreaker
  /** One request is on its way to see whether the endpoint works again. */
  | (Outage & { readonly kind: 'probing' });

export type OpenBreaker = Outage & { readonly kind: 'open'; readonly until: number };

interface Outage {
  /** Whether the endpoint named the time itself. */
  readonly asked: boolean;
  readonly failedProbes: number;
  readonly reason: string;
}

/** One attempt that ended. */
export interface BreakerSample {
  readonly signal: EndpointSignal;
  readonly isProbe: boolean;
  readonly endedAt: number;
  readonly durationMs: number;
  /** How long the endpoint asked to be left alone as a whole; null: it did not. */
  readonly askedMs: number | null;
  /** What went wrong, for those who look at what waits. */
  readonly failure: string;
}

/** Failures in a row that open it. */
export const BREAKER_FAILURES_MAX = 10;
/** An endpoint that asks for more is tried once in this time all the same. */
export const ASKED_MS_MAX = 3_600_000;
const OPEN_MS_MIN = 20;
const OPEN_MS_MAX = 60_000;
const COST_FACTOR = 4;
const PROBES_UNTIL_TWICE = 20;

export const CLOSED_BREAKER: CircuitBreaker = { kind: 'closed', failures: 0 };

/** What may be sent at that instant: anything, one probe, or nothing. */
export function breakerAdmits(breaker: CircuitBreaker, at: number): 'any' | 'probe' | 'nothing' {
  switch (breaker.kind) {
    case 'closed':
      return 'any';
    case 'open':
      return at >= breaker.until ? 'probe' : 'nothing';
    case 'probing':
      return 'nothing';
    default:
      return breaker satisfies never;
  }
}

/** Half open: the probe is on its way. */
export function probing({ asked, failedProbes, reason }: OpenBreaker): CircuitBreaker {
  return { kind: 'probing', asked, failedProbes, reason };
}

/** The probe was not sent after all: the next request is one. */
export function withoutProbe(breaker: CircuitBreaker, at: number): CircuitBreaker {
  if (breaker.kind !== 'probing') return breaker;
  const { asked, failedProbes, reason } = breaker;
  return { kind: 'open', asked, failedProbes, reason, until: at };
}

/**
 * How long an endpoint is left alone, in milliseconds: in proportion to what a failure costs, so that one that fails at
 * once is tried often and its deliveries come to their end, and one that hangs holds next to nothing.
 */
export function openMs(attemptMs: number, failedProbes: number): number {
  const cost = Math.min(OPEN_MS_MAX, Math.max(OPEN_MS_MIN, COST_FACTOR * attemptMs));
  return Math.min(OPEN_MS_MAX, cost * (1 + failedProbes / PROBES_UNTIL_TWICE));
}

/** The breaker after another process heard that the endpoint wants to be left alone. */
export function leftAlone(breaker: CircuitBreaker, until: number, reason: string): CircuitBreaker {
  if (breaker.kind === 'open' && breaker.until >= until) return breaker;
  const failedProbes = breaker.kind === 'closed' ? 0 : breaker.failedProbes;
  return { kind: 'open', asked: true, failedProbes, until, reason };
}

/** The breaker after an attempt. */
export function breakerAfter(breaker: CircuitBreaker, sample: BreakerSample): CircuitBreaker {
  if (sample.askedMs !== null) return asked(breaker, sample, sample.askedMs);
  switch (sample.signal) {
    case 'delivered':
    case 'answered':
      return isOfAnotherTime(breaker, sample) ? breaker : CLOSED_BREAKER;
    case 'failed':
    case 'overloaded':
      return failed(breaker, sample);
    case 'gone':
      return { ...opened(breaker, sample), until: sample.endedAt + OPEN_MS_MAX };
    default:
      return sample.signal satisfies never;
  }
}

/** A success that was under way when the endpoint asked for patience does not take that back. */
function isOfAnotherTime(breaker: CircuitBreaker, { isProbe }: BreakerSample): boolean {
  return breaker.kind !== 'closed' && breaker.asked && !isProbe;
}

function failed(breaker: CircuitBreaker, sample: BreakerSample): CircuitBreaker {
  if (sample.isProbe) return opened(breaker, sample);
  // What began before it opened and fails now says nothing new.
  if (breaker.kind !== 'closed') return breaker;
  const failures = breaker.failures + 1;
  return failures < BREAKER_FAILURES_MAX ? { kind: 'closed', failures } : opened(breaker, sample);
}

function opened(breaker: CircuitBreaker, sample: BreakerSample): OpenBreaker {
  const before = breaker.kind === 'closed' ? 0 : breaker.failedProbes;
  const failedProbes = sample.isProbe ? before + 1 : before;
  const until = sample.endedAt + openMs(sample.durationMs, failedProbes);
  return { kind: 'open', asked: false, failedProbes, until, reason: sample.failure };
}

function asked(breaker: CircuitBreaker, sample: BreakerSample, askedMs: number): CircuitBreaker {
  const until = sample.endedAt + Math.min(askedMs, ASKED_MS_MAX);
  const known = breaker.kind === 'open' ? breaker.until : -Infinity;
  return { ...opened(breaker, sample), asked: true, until: Math.max(until, known) };
}
