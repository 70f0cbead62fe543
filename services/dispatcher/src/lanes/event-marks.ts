import { setTimeout as delay } from 'node:timers/promises';
import { CONSUMERS, ORDERED_DELIVERIES_FILTER, STREAMS } from '@deskhook/contracts';
import { lastSequenceOf, settledUpTo, type Broker } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';

const POLL_MS_MIN = 2;
const POLL_MS_MAX = 250;

/**
 * Knows up to which event everything that the evaluators made of it is in the lanes. The order of the questions matters:
 * first how far the evaluators have settled events, whose deliveries are stored by then; then the last delivery that is to
 * be moved to a lane; then whether all up to that one have been moved.
 */
export class EventMarks {
  private mark = 0;
  private readonly wanting = new Set<() => void>();
  private running = false;
  private closed = false;

  constructor(
    private readonly broker: Broker,
    private readonly logger: Logger,
  ) {}

  /** Sequence of an event: all deliveries of it and of all before it, as far as they have an order, were moved. */
  get value(): number {
    return this.mark;
  }

  /** Calls once the mark has moved; it is only looked after while somebody wants it. */
  want(moved: () => void): void {
    this.wanting.add(moved);
    if (!this.running && !this.closed) void this.run();
  }

  close(): void {
    this.closed = true;
    this.wanting.clear();
  }

  private async run(): Promise<void> {
    this.running = true;
    let pauseMs = POLL_MS_MIN;
    while (this.wanting.size > 0 && !this.closed) {
      const hasMoved = await this.look();
      pauseMs = hasMoved ? POLL_MS_MIN : Math.min(POLL_MS_MAX, pauseMs * 2);
      if (hasMoved) this.tell();
      else await delay(pauseMs);
    }
    this.running = false;
  }

  private async look(): Promise<boolean> {
    try {
      const evaluated = await settledUpTo(this.broker, STREAMS.events, CONSUMERS.evaluatorEvents);
      if (evaluated <= this.mark) return false;
      const last = await lastSequenceOf(this.broker, STREAMS.deliveries, ORDERED_DELIVERIES_FILTER);
      if (!(await this.isMoved(last))) return false;
      this.mark = evaluated;
      return true;
    } catch (error) {
      this.logger.warn({ err: error }, 'event-marks.not-read');
      return false;
    }
  }

  private async isMoved(last: number): Promise<boolean> {
    for (let pauseMs = 1; pauseMs <= POLL_MS_MAX && !this.closed; pauseMs *= 2) {
      if ((await settledUpTo(this.broker, STREAMS.deliveries, CONSUMERS.dispatcherOrdered)) >= last)
        return true;
      await delay(pauseMs);
    }
    return false;
  }

  private tell(): void {
    const told = [...this.wanting];
    this.wanting.clear();
    for (const moved of told) moved();
  }
}
