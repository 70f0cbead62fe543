import { ASKED_MS_MAX } from '@deskhook/domain';
import type { Admission, Endpoint, EndpointControl, Observation, Turn } from './endpoint-control.js';
import { EndpointState, type EndpointOutage, type Permission } from './endpoint-state.js';
import { ShortQueue } from './short-queue.js';
import { SlotShare } from './slot-share.js';

/** An endpoint asked to be left alone until then, in epoch milliseconds. */
export interface QuietTime {
  readonly until: number;
  readonly reason: string;
}

/** Hears what every request taught about its endpoint, and knows what others have heard. */
export interface EndpointObserver {
  observed(endpoint: Endpoint, observation: Observation): void;
  /** What the endpoint asked for, whichever process heard it; null: nothing. */
  quiet(endpoint: Endpoint): QuietTime | null;
}

/** How an endpoint stands, as this process has come to know it. */
export interface EndpointStanding {
  readonly endpoint: Endpoint;
  readonly breaker: ReturnType<EndpointState['breakerState']>;
  readonly inFlight: number;
}

/** What a subscription allows for its endpoints. */
export interface EndpointLimits {
  readonly maxConcurrency: number;
}

const SWEEP_MS = 250;
const IDLE_MS_MAX = 60_000;
/** A broken endpoint is remembered longer, so that it does not begin anew with every quiet minute. */
const BROKEN_MS_MAX = 3_600_000;
const ENDPOINTS_MAX = 100_000;
const FULL = { kind: 'full' } as const;

interface Known {
  readonly endpoint: Endpoint;
  readonly key: string;
  readonly state: EndpointState;
  readonly queue: ShortQueue;
  /** Those who wait for an answer other than the last. */
  news: PromiseWithResolvers<void> | null;
  usedAt: number;
}

/**
 * Gives turns to the requests for each endpoint: as many as it bears, none while its breaker is open, and for the direct way
 * from the broker also a fair share of this process's slots.
 */
export class Endpoints {
  private readonly known = new Map<string, Known>();
  private readonly share: SlotShare;
  private readonly timer = setInterval(() => this.sweep(), SWEEP_MS).unref();
  private closing = false;

  /** `slots`: how many deliveries this process takes from the broker at once. */
  constructor(
    slots: number,
    private readonly observer: EndpointObserver,
  ) {
    this.share = new SlotShare(slots);
  }

  /** What a lane asks: it has its deliveries wait in the broker, so it holds no slots. Good for as long as it likes. */
  control(endpoint: Endpoint, limits: EndpointLimits): EndpointControl {
    return {
      admit: (now) => this.admit(this.find(endpoint, limits), now),
      changed: () => this.changed(this.find(endpoint, limits)),
    };
  }

  /**
   * A turn for a delivery that comes straight from the broker: at once, or after a short wait where the endpoint is quick.
   * `full` and `closed` mean that the delivery belongs into its lane.
   */
  async turn(endpoint: Endpoint, limits: EndpointLimits): Promise<Admission> {
    const known = this.find(endpoint, limits);
    const now = performance.now();
    const patienceMs = this.patienceMs(known, now);
    if (this.closing || patienceMs === 0) return FULL;
    const admission = known.queue.size > 0 ? FULL : this.admit(known, Date.now());
    if (admission.kind === 'closed') return admission;
    this.share.hold(holderOf(known), now);
    if (admission.kind === 'send') return { kind: 'send', turn: this.holding(known, admission.turn) };
    if (known.queue.expectedWaitMs(known.queue.size + 1, known.state, now) <= patienceMs)
      return known.queue.wait();
    this.share.release(holderOf(known));
    return admission;
  }

  /** What keeps requests from the endpoint, as this process has come to know it; changes nothing. `now` in epoch milliseconds. */
  outage(endpoint: Endpoint, now: number): EndpointOutage | null {
    const quiet = this.observer.quiet(endpoint);
    const own = this.known.get(keyOf(endpoint))?.state.outage(performance.now()) ?? null;
    if (quiet === null || quiet.until <= now) return own;
    const forMs = Math.min(quiet.until - now, ASKED_MS_MAX);
    return own !== null && (own.forMs ?? 0) >= forMs ? own : { asked: true, reason: quiet.reason, forMs };
  }

  /** Every endpoint that this process knows, and how it stands. */
  *standings(): Generator<EndpointStanding> {
    const now = performance.now();
    for (const { endpoint, state } of this.known.values())
      yield { endpoint, breaker: state.breakerState(now), inFlight: state.inFlightCount };
  }

  /** It is sent to once more, after it was not for a while: whatever it did before. */
  startAnew(endpoint: Endpoint): void {
    const known = this.known.get(keyOf(endpoint));
    if (known === undefined) return;
    known.state.startAnew();
    this.tell(known);
  }

  beforeApplicationShutdown(): void {
    this.closing = true;
    clearInterval(this.timer);
    for (const known of this.known.values()) this.sendAway(known, known.queue.size);
  }

  private find(endpoint: Endpoint, { maxConcurrency }: EndpointLimits): Known {
    const key = keyOf(endpoint);
    const known = this.known.get(key) ?? this.make(endpoint, key, maxConcurrency);
    known.state.allow(maxConcurrency);
    known.usedAt = performance.now();
    return known;
  }

  private make(endpoint: Endpoint, key: string, maxConcurrency: number): Known {
    const state = new EndpointState(maxConcurrency);
    const known = { endpoint, key, state, queue: new ShortQueue(), news: null, usedAt: 0 };
    this.known.set(key, known);
    return known;
  }

  private admit(known: Known, now: number): Admission {
    const at = performance.now();
    const quiet = this.observer.quiet(known.endpoint);
    if (quiet !== null && quiet.until > now) known.state.leaveAlone(at, quiet.until - now, quiet.reason);
    const permission = known.state.begin(at);
    switch (permission.kind) {
      case 'send':
        return { kind: 'send', turn: this.turnOf(known, permission) };
      case 'full':
        return permission;
      case 'closed':
        return { kind: 'closed', reason: permission.reason, until: Math.ceil(now + permission.untilMs) };
      default:
        return permission satisfies never;
    }
  }

  private turnOf(known: Known, { request }: Extract<Permission, { kind: 'send' }>): Turn {
    let ended = false;
    return {
      end: (observation) => {
        if (ended) return;
        ended = true;
        known.usedAt = performance.now();
        known.state.end(request, observation, known.usedAt);
        if (observation !== null) this.observer.observed(known.endpoint, observation);
        this.serve(known);
        this.tell(known);
      },
    };
  }

  /** A turn that holds a slot until it has ended. */
  private holding(known: Known, turn: Turn): Turn {
    let holds = true;
    return {
      end: (observation) => {
        if (holds) this.share.release(holderOf(known));
        holds = false;
        turn.end(observation);
      },
    };
  }

  /** Those who wait in memory go on, as far as the endpoint bears it, or away when it is closed. */
  private serve(known: Known): void {
    while (known.queue.size > 0) {
      const admission = this.admit(known, Date.now());
      if (admission.kind === 'full') return;
      if (admission.kind === 'closed') return this.sendAway(known, known.queue.size);
      known.queue.next({ kind: 'send', turn: this.holding(known, admission.turn) });
    }
  }

  private sendAway(known: Known, count: number): void {
    for (let gone = 0; gone < count; gone++) {
      this.share.release(holderOf(known));
      known.queue.last(FULL);
    }
  }

  private changed(known: Known): Promise<void> {
    if (known.news !== null) return known.news.promise;
    const news = Promise.withResolvers<void>();
    known.news = news;
    const closedMs = known.state.closedMs(performance.now());
    // Whoever asks once more after that waits for other news.
    const tell = () => (known.news === news ? this.tell(known) : undefined);
    if (closedMs !== null) setTimeout(tell, Math.ceil(closedMs) + 1).unref();
    return news.promise;
  }

  private tell(known: Known): void {
    known.news?.resolve();
    known.news = null;
  }

  private patienceMs(known: Known, now: number): number {
    return this.share.patienceMs(holderOf(known), known.state.expectedMs(now));
  }

  /** Sends away those whose turn has become too far off, and forgets endpoints that nothing was sent to for a while. */
  private sweep(): void {
    const now = performance.now();
    this.share.forget(now);
    for (const known of this.known.values()) {
      const { queue, state } = known;
      const patienceMs = this.patienceMs(known, now);
      while (queue.size > 0 && queue.expectedWaitMs(queue.size, state, now) > patienceMs)
        this.sendAway(known, 1);
      if (this.isForgettable(known, now)) this.forget(known);
    }
  }

  private isForgettable({ queue, state, usedAt }: Known, now: number): boolean {
    if (queue.size > 0 || state.isBusy) return false;
    if (this.known.size > ENDPOINTS_MAX) return true;
    return now - usedAt > (state.isPlain ? IDLE_MS_MAX : BROKEN_MS_MAX);
  }

  private forget(known: Known): void {
    this.known.delete(known.key);
    this.tell(known);
  }
}

function keyOf({ tenant, subscriptionId, url }: Endpoint): string {
  return `${tenant} ${subscriptionId} ${url}`;
}

function holderOf({ endpoint, key }: Known) {
  return { tenant: endpoint.tenant, endpoint: key };
}
