import { EndpointGate } from '@deskhook/domain';

/** A place in the short queue for an endpoint. */
interface Waiting {
  readonly proceed: (turn: Turn | null) => void;
}

/** Permission to send one request; to be given back when it has ended, and once only counts. */
export interface Turn {
  end(): void;
}

const WAIT_MS_MAX = 1_000;
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

  /** A turn, at once or after a short wait; null when the endpoint is too busy and the delivery must be put off. */
  async turn(endpoint: string, maxConcurrency: number): Promise<Turn | null> {
    const state = this.state(endpoint, maxConcurrency);
    const admission = state.gate.admit(performance.now(), state.waiting.length);
    switch (admission) {
      case 'send':
        return this.begin(state);
      case 'wait':
        return new Promise((proceed) => state.waiting.push({ proceed }));
      case 'defer':
        return null;
      default:
        return admission satisfies never;
    }
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const state of this.endpoints.values()) for (const one of state.waiting.splice(0)) one.proceed(null);
  }

  private state(endpoint: string, maxConcurrency: number): EndpointState {
    const known = this.endpoints.get(endpoint);
    if (known?.gate.maxConcurrency === maxConcurrency) return known;
    const gate = new EndpointGate({ maxConcurrency, waitMsMax: WAIT_MS_MAX });
    const made: EndpointState = { gate, waiting: [], idleSweeps: 0 };
    for (const one of known?.waiting.splice(0) ?? []) one.proceed(null);
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
        const next = state.gate.hasRoom ? state.waiting.shift() : undefined;
        next?.proceed(this.begin(state));
      },
    };
  }

  /** Sends away those whose turn has become too far off, and forgets endpoints that have been idle for a minute. */
  private sweep(): void {
    const now = performance.now();
    for (const [endpoint, state] of this.endpoints) {
      while (state.waiting.length > 0 && state.gate.shouldGiveUp(now, state.waiting.length))
        state.waiting.pop()?.proceed(null);
      state.idleSweeps = state.gate.inFlight === 0 ? state.idleSweeps + 1 : 0;
      if (state.idleSweeps > IDLE_SWEEPS_MAX) this.endpoints.delete(endpoint);
    }
  }
}
