import { setTimeout as delay } from 'node:timers/promises';
import { CONSUMERS, ORDERED_DELIVERIES_FILTER, STREAMS } from '@deskhook/contracts';
import { lastSequenceOf, settledUpTo, type Broker } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';

const POLL_MS_MIN = 2;
const POLL_MS_MAX = 250;
const POLL_GROWTH = 1.5;

/** What was seen at one moment: events up to this one had made deliveries up to that one at most. */
interface Evaluated {
  readonly event: number;
  readonly delivery: number;
}

/**
 * Knows up to which event everything that the evaluators made of it is in the lanes. The order of the questions matters: first
 * how far the evaluators have settled events, whose deliveries are stored by then; then the last delivery that is to be moved
 * to a lane; then whether all up to that one have been moved.
 */
export class EventMarks {
  private mark = 0;
  private evaluated: Evaluated | null = null;
  private readonly wanting = new Set<() => void>();
  private running = false;
  private closed = false;

  constructor(
    private readonly broker: Broker,
    private readonly logger: Logger,
  ) {}

  /** Sequence of an event: all deliveries of it and of all before it, as far as they have an order, are in the lanes. */
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
      pauseMs = hasMoved ? POLL_MS_MIN : Math.min(POLL_MS_MAX, pauseMs * POLL_GROWTH);
      if (hasMoved) this.tell();
      else await delay(pauseMs);
    }
    this.running = false;
  }

  private async look(): Promise<boolean> {
    try {
      const mark = await this.ask();
      if (mark <= this.mark) return false;
      this.mark = mark;
      return true;
    } catch (error) {
      this.logger.warn({ err: error }, 'event-marks.not-read');
      return false;
    }
  }

  /** The last delivery of before may have been deleted, so it is asked for each time; what came after it does not count. */
  private async ask(): Promise<number> {
    const { broker, evaluated: known } = this;
    const event = known?.event ?? (await settledUpTo(broker, STREAMS.events, CONSUMERS.evaluatorEvents));
    if (event <= this.mark) return 0;
    const [last, moved] = await Promise.all([
      lastSequenceOf(broker, STREAMS.deliveries, ORDERED_DELIVERIES_FILTER),
      settledUpTo(broker, STREAMS.deliveries, CONSUMERS.dispatcherOrdered),
    ]);
    const delivery = Math.min(last, known?.delivery ?? Infinity);
    this.evaluated = moved >= delivery ? null : { event, delivery };
    return this.evaluated === null ? event : 0;
  }

  private tell(): void {
    const told = [...this.wanting];
    this.wanting.clear();
    for (const moved of told) moved();
  }
}
