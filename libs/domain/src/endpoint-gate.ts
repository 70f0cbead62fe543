/** What to do with a delivery whose endpoint is or is not busy. */
export type Admission = 'send' | 'wait' | 'defer';

export interface GateSettings {
  /** Requests in flight to the endpoint at once, at most. */
  readonly maxConcurrency: number;
  /** A delivery waits here only if its turn comes within this time; else it is deferred and holds nothing. */
  readonly waitMsMax: number;
}

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

  constructor(private readonly settings: GateSettings) {}

  get maxConcurrency(): number {
    return this.settings.maxConcurrency;
  }

  get inFlight(): number {
    return this.startedAt.size;
  }

  get hasRoom(): boolean {
    return this.startedAt.size < this.settings.maxConcurrency;
  }

  /** Whether one more delivery may be sent now, waits behind `waiting` others, or is better deferred. */
  admit(now: number, waiting: number): Admission {
    if (waiting === 0 && this.hasRoom) return 'send';
    return this.expectedWaitMs(now, waiting + 1) <= this.settings.waitMsMax ? 'wait' : 'defer';
  }

  /** True when the one at this place of the queue had better not wait any longer. */
  shouldGiveUp(now: number, place: number): boolean {
    return this.expectedWaitMs(now, place) > this.settings.waitMsMax;
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
    return (Math.max(this.latencyMs, age) * place) / this.settings.maxConcurrency;
  }
}
