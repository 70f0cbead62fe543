import {
  allowedInFlight,
  ASKED_MS_MAX,
  asksForPatience,
  breakerAdmits,
  breakerAfter,
  CLOSED_BREAKER,
  endpointSignal,
  initialLimit,
  leftAlone,
  limitAfter,
  pacedLimit,
  probing,
  withoutProbe,
  type CircuitBreaker,
  type ConcurrencyLimit,
} from '@deskhook/domain';
import type { Observation } from './endpoint-control.js';

/** A request that is on its way. */
interface Request {
  readonly startedAt: number;
  readonly isProbe: boolean;
  /** Requests that were in flight when it began, this one among them. */
  readonly inFlight: number;
}

/** What a request may do now. */
export type Permission =
  | { readonly kind: 'send'; readonly request: Request }
  | { readonly kind: 'full' }
  | { readonly kind: 'closed'; readonly reason: string; readonly untilMs: number };

/** Why requests are kept from an endpoint. */
export interface EndpointOutage {
  /** Whether the endpoint named the time itself. */
  readonly asked: boolean;
  readonly reason: string;
  /** Null: a request is on its way that tries whether it works again. */
  readonly forMs: number | null;
}

/** How soon to look again while a probe is on its way: its end is told at once. */
const PROBE_WAIT_MS = 1_000;

/** What this process knows of one endpoint. Times are milliseconds of the process's own clock. */
export class EndpointState {
  private readonly inFlight = new Set<Request>();
  private limit: ConcurrencyLimit;
  private breaker: CircuitBreaker = CLOSED_BREAKER;

  constructor(private maxConcurrency: number) {
    this.limit = initialLimit(maxConcurrency);
  }

  /** Nothing is known but how many requests it bears, which is learnt again soon. */
  get isPlain(): boolean {
    return this.breaker === CLOSED_BREAKER;
  }

  /** As it stands now: an open breaker whose time is up lets the next request through, whether or not one comes. */
  breakerState(now: number): CircuitBreaker['kind'] {
    return this.closedMs(now) === 0 ? 'probing' : this.breaker.kind;
  }

  /** Requests that are on their way. */
  get inFlightCount(): number {
    return this.inFlight.size;
  }

  get inFlightMax(): number {
    return allowedInFlight(this.limit, this.maxConcurrency);
  }

  get isBusy(): boolean {
    return this.inFlight.size > 0;
  }

  allow(maxConcurrency: number): void {
    this.maxConcurrency = maxConcurrency;
  }

  /** How long a request takes: the oldest in flight says more of an endpoint that hangs than those that ended. */
  expectedMs(now: number): number {
    const [oldest] = this.inFlight;
    return Math.max(this.limit.latencyMs, oldest === undefined ? 0 : now - oldest.startedAt);
  }

  /** The endpoint asked another process for it. A clock that was set back must not make it longer than is asked. */
  leaveAlone(now: number, forMs: number, reason: string): void {
    this.breaker = leftAlone(this.breaker, now + Math.min(forMs, ASKED_MS_MAX), reason);
  }

  /** Somebody says that it works again: what it did before counts no more. It is caught up with at a pace all the same. */
  startAnew(): void {
    if (this.breaker.kind !== 'closed') this.limit = pacedLimit(this.limit);
    this.breaker = CLOSED_BREAKER;
  }

  begin(now: number): Permission {
    const admitted = breakerAdmits(this.breaker, now);
    switch (admitted) {
      case 'any':
        return this.inFlight.size < this.inFlightMax ? this.started(now, false) : { kind: 'full' };
      case 'probe':
        if (this.breaker.kind === 'open') this.breaker = probing(this.breaker);
        return this.started(now, true);
      case 'nothing':
        return this.closed(now);
      default:
        return admitted satisfies never;
    }
  }

  end(request: Request, observation: Observation | null, now: number): void {
    const inFlight = Math.max(this.inFlight.size, request.inFlight);
    this.inFlight.delete(request);
    if (observation === null) {
      if (request.isProbe) this.breaker = withoutProbe(this.breaker, now);
      return;
    }
    const { startedAt, isProbe } = request;
    const { durationMs } = observation;
    const { maxConcurrency } = this;
    const signal = endpointSignal(observation);
    this.limit = limitAfter(this.limit, { signal, startedAt, durationMs, inFlight, maxConcurrency });
    const before = this.breaker;
    const { askedMs, failure } = complaint(observation);
    this.breaker = breakerAfter(this.breaker, {
      signal,
      isProbe,
      durationMs,
      askedMs,
      failure,
      endedAt: now,
    });
    if (before.kind !== 'closed' && this.breaker.kind === 'closed') this.limit = pacedLimit(this.limit);
  }

  /** Why nothing but a request that tries it may be sent, and for how long; null: the breaker is closed. */
  outage(now: number): EndpointOutage | null {
    const { breaker } = this;
    if (breaker.kind === 'closed') return null;
    return { asked: breaker.asked, reason: breaker.reason, forMs: this.closedMs(now) };
  }

  /** How long nothing at all may be sent; null: something may, or the end of a request decides. */
  closedMs(now: number): number | null {
    return this.breaker.kind === 'open' ? Math.max(0, this.breaker.until - now) : null;
  }

  private started(now: number, isProbe: boolean): Permission {
    const request = { startedAt: now, isProbe, inFlight: this.inFlight.size + 1 };
    this.inFlight.add(request);
    return { kind: 'send', request };
  }

  private closed(now: number): Permission {
    const { breaker } = this;
    if (breaker.kind === 'closed') return { kind: 'full' };
    return { kind: 'closed', reason: breaker.reason, untilMs: this.closedMs(now) ?? PROBE_WAIT_MS };
  }
}

function complaint({ code, error, retryAfterMs }: Observation) {
  const failure = error ?? `the endpoint answered ${code ?? 'nothing'}`;
  return { askedMs: asksForPatience(code) ? retryAfterMs : null, failure };
}
