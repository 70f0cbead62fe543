import { expectedWaitMs } from '@deskhook/domain';
import type { Admission } from './endpoint-control.js';
import type { EndpointState } from './endpoint-state.js';

/** Deliveries that wait in memory for their turn, because it is soon. */
export class ShortQueue {
  private readonly waiting: ((admission: Admission) => void)[] = [];

  get size(): number {
    return this.waiting.length;
  }

  wait(): Promise<Admission> {
    return new Promise((proceed) => this.waiting.push(proceed));
  }

  /** Tells the one who has waited longest. */
  next(admission: Admission): void {
    this.waiting.shift()?.(admission);
  }

  /** Tells the one who came last. */
  last(admission: Admission): void {
    this.waiting.pop()?.(admission);
  }

  /** How long the one at this place, counted from 1, waits for its turn, in milliseconds. */
  expectedWaitMs(place: number, state: EndpointState, now: number): number {
    return expectedWaitMs(place, state.expectedMs(now), state.inFlightMax);
  }
}
