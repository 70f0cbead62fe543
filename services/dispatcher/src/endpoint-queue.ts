import { EndpointGate, waitLimitMs } from '@deskhook/domain';

/** A place in the short queue for an endpoint. */
interface Waiting {
  readonly proceed: (turn: Turn | null) => void;
}

/** Permission to send one request; to be given back when it has ended, and once only counts. */
export interface Turn {
  end(): void;
}

const SWEEP_MS = 250;
const IDLE_SWEEPS_MAX = 240;

interface EndpointState {
  readonly gate: EndpointGate;
  readonly waiting: Waiting[];
  idleSweeps: number;
}

/** Gives turns to the requests for each endpoint, so that a slow one takes a bounded part of this process. */
export class EndpointQueue {
  private readonly endpoints = new Map<string, EndpointState>();
  private readonly timer = setInterval(() => this.sweep(), SWEEP_MS).unref();
  private held = 0;
  private busyEndpoints = 0;

  /** `slots`: how many deliveries this process holds at once. */
  constructor(private readonly slots: number) {}

  /** A turn, at once or after a short wait; null when the endpoint is too busy and the delivery must be put off. */
  async turn(endpoint: string, maxConcurrency: number): Promise<Turn | null> {
    const state = this.state(endpoint, maxConcurrency);
    const admission = state.gate.admit(performance.now(), state.waiting.length, this.waitMsMax(state));
    switch (admission) {
      case 'send':
        this.hold(state);
        return this.begin(state);
      case 'wait':
        this.hold(state);
        return new Promise((proceed) => state.waiting.push({ proceed }));
      case 'defer':
        return null;
      default:
        return admission satisfies never;
    }
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const state of this.endpoints.values()) this.sendAway(state, state.waiting.length);
  }

  private state(endpoint: string, maxConcurrency: number): EndpointState {
    const known = this.endpoints.get(endpoint);
    if (known?.gate.maxConcurrency === maxConcurrency) return known;
    if (known !== undefined) this.sendAway(known, known.waiting.length);
    const made: EndpointState = { gate: new EndpointGate(maxConcurrency), waiting: [], idleSweeps: 0 };
    this.endpoints.set(endpoint, made);
    return made;
  }

  private begin(state: EndpointState): Turn {
    const finish = state.gate.begin(performance.now());
    let ended = false;
    return {
      end: () => {
        if (ended) return;
        ended = true;
        finish(performance.now());
        this.release(state);
        const next = state.gate.hasRoom ? state.waiting.shift() : undefined;
        next?.proceed(this.begin(state));
      },
    };
  }

  private hold(state: EndpointState): void {
    if (heldBy(state) === 0) this.busyEndpoints++;
    this.held++;
  }

  private release(state: EndpointState): void {
    if (heldBy(state) === 0) this.busyEndpoints--;
    this.held--;
  }

  private sendAway(state: EndpointState, count: number): void {
    for (let gone = 0; gone < count; gone++) {
      const last = state.waiting.pop();
      if (last === undefined) return;
      this.release(state);
      last.proceed(null);
    }
  }

  private waitMsMax(state: EndpointState): number {
    const { slots, held, busyEndpoints: endpoints } = this;
    return waitLimitMs({ slots, held, endpoints, heldByEndpoint: heldBy(state) });
  }

  /** Sends away those whose turn has become too far off, and forgets endpoints that have been idle for a minute. */
  private sweep(): void {
    const now = performance.now();
    for (const [endpoint, state] of this.endpoints) {
      while (
        state.waiting.length > 0 &&
        state.gate.shouldGiveUp(now, state.waiting.length, this.waitMsMax(state))
      ) {
        this.sendAway(state, 1);
      }
      state.idleSweeps = heldBy(state) === 0 ? state.idleSweeps + 1 : 0;
      if (state.idleSweeps > IDLE_SWEEPS_MAX) this.endpoints.delete(endpoint);
    }
  }
}

function heldBy(state: EndpointState): number {
  return state.gate.inFlight + state.waiting.length;
}
