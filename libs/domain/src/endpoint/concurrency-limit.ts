import type { EndpointSignal } from './endpoint-signal.js';

/** How many requests an endpoint may have in flight, as its answers have shown. Times are milliseconds of one clock. */
export interface ConcurrencyLimit {
  /** Grows by parts of one; whole requests count. */
  readonly limit: number;
  /** Below it every success adds one, above it every round of successes does. */
  readonly threshold: number;
  /** Smoothed duration of the last attempts. */
  readonly latencyMs: number;
  /** What the endpoint takes when it is not hurried. */
  readonly baselineMs: number;
  /** Requests that began earlier tell of the load from before the last reduction. */
  readonly reducedAt: number;
}

/** One attempt that ended. */
export interface LimitSample {
  readonly signal: EndpointSignal;
  readonly startedAt: number;
  readonly durationMs: number;
  /** Requests that were in flight when it began or when it ended, whichever were more, this one among them. */
  readonly inFlight: number;
  readonly maxConcurrency: number;
}

/** A limit grows where at least this part of it is used. */
const USED_SHARE = 0.5;
const LIMIT_INITIAL = 4;
const LATENCY_MS_INITIAL = 100;
const LATENCY_WEIGHT = 0.2;
/** An endpoint that became slower for good is not held down for ever. */
const BASELINE_WEIGHT = 0.002;
const SLOW_FACTOR = 3;
/** Short latencies vary by this much for reasons of our own. */
const SLOW_MS = 100;
const OVERLOAD_FACTOR = 0.5;
const SLOW_REDUCTION = 0.9;

/** What an endpoint may have in flight that nothing is known of. */
export function initialLimit(maxConcurrency: number): ConcurrencyLimit {
  return {
    limit: Math.min(LIMIT_INITIAL, maxConcurrency),
    threshold: maxConcurrency,
    latencyMs: LATENCY_MS_INITIAL,
    baselineMs: Infinity,
    reducedAt: -Infinity,
  };
}

/** After an outage one at a time, and one more with each round of successes. */
export function pacedLimit(known: ConcurrencyLimit): ConcurrencyLimit {
  return { ...known, limit: 1, threshold: 1 };
}

/** Whole requests that may be in flight: at least one, at most what the subscription allows. */
export function allowedInFlight({ limit }: ConcurrencyLimit, maxConcurrency: number): number {
  return Math.max(1, Math.min(maxConcurrency, Math.floor(limit)));
}

/**
 * The limit after an attempt: it grows while it is used up and the endpoint does well, halves on time-outs, resets, 429 and
 * 503, and sinks when answers take much longer than they used to. At most one reduction for the requests of one round.
 */
export function limitAfter(known: ConcurrencyLimit, sample: LimitSample): ConcurrencyLimit {
  if (sample.signal === 'overloaded') return reduced(known, sample, OVERLOAD_FACTOR);
  if (sample.signal === 'failed' || sample.signal === 'gone') return known;
  const measured = withLatency(known, sample.durationMs);
  const isSlow = measured.latencyMs > measured.baselineMs * SLOW_FACTOR + SLOW_MS;
  if (isSlow) return reduced(measured, sample, SLOW_REDUCTION);
  const isUsed = sample.inFlight >= measured.limit * USED_SHARE;
  return isUsed ? grown(measured, sample.maxConcurrency) : measured;
}

function grown(known: ConcurrencyLimit, maxConcurrency: number): ConcurrencyLimit {
  const { limit, threshold } = known;
  const more = limit < threshold ? 1 : 1 / Math.max(1, limit);
  return { ...known, limit: Math.min(maxConcurrency, limit + more) };
}

function reduced(known: ConcurrencyLimit, sample: LimitSample, factor: number): ConcurrencyLimit {
  const { startedAt, durationMs, maxConcurrency } = sample;
  if (startedAt < known.reducedAt) return known;
  const limit = Math.max(1, Math.min(known.limit, maxConcurrency) * factor);
  return { ...known, limit, threshold: limit, reducedAt: startedAt + durationMs };
}

function withLatency(known: ConcurrencyLimit, durationMs: number): ConcurrencyLimit {
  const { baselineMs } = known;
  if (baselineMs === Infinity) return { ...known, latencyMs: durationMs, baselineMs: durationMs };
  return {
    ...known,
    latencyMs: known.latencyMs + LATENCY_WEIGHT * (durationMs - known.latencyMs),
    baselineMs:
      durationMs < baselineMs ? durationMs : baselineMs + BASELINE_WEIGHT * (durationMs - baselineMs),
  };
}
