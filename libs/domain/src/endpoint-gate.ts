/** What to do with a delivery whose endpoint is or is not busy. */
export type Admission = 'send' | 'wait' | 'defer';

const LATENCY_MS_INITIAL = 100;
const LATENCY_WEIGHT = 0.2;

/**
 * Keeps one endpoint from taking more than its share: at most so many requests in flight, a short queue while it
 * answers quickly, and everything beyond that deferred (architecture, decision 7). Times are milliseconds of one
 * monotonic clock.
 */
export class EndpointGate {
  private readonly startedAt = new Set<{ readonly at: number }>();
  private latencyMs = LATENCY_MS_INITIAL;

  /** Requests in flight to the endpoint at once, at most. */
  constructor(readonly maxConcurrency: number) {}

  get inFlight(): number {
    return this.startedAt.size;
  }

  get hasRoom(): boolean {
    return this.startedAt.size < this.maxConcurrency;
  }

  /** Whether one more delivery may be sent now, waits behind `waiting` others, or is better deferred. */
  admit(now: number, waiting: number, waitMsMax: number): Admission {
    if (waiting === 0 && this.hasRoom) return 'send';
    return this.shouldGiveUp(now, waiting + 1, waitMsMax) ? 'defer' : 'wait';
  }

  /** True when the turn of the one at this place of the queue, counted from 1, is further off than that. */
  shouldGiveUp(now: number, place: number, waitMsMax: number): boolean {
    return this.expectedWaitMs(now, place) > waitMsMax;
  }

  /** Notes that a request begins; call the result when it has ended. */
  begin(now: number): (endedAt: number) => void {
    const request = { at: now };
    this.startedAt.add(request);
    return (endedAt) => {
      this.startedAt.delete(request);
      this.latencyMs += LATENCY_WEIGHT * (endedAt - request.at - this.latencyMs);
    };
  }

  /** The oldest request in flight says more of an endpoint that hangs than the average of those that ended. */
  private expectedWaitMs(now: number, place: number): number {
    const [oldest] = this.startedAt;
    const age = oldest === undefined ? 0 : now - oldest.at;
    return (Math.max(this.latencyMs, age) * place) / this.maxConcurrency;
  }
}
