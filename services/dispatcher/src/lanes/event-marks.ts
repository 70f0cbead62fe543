import { setTimeout as delay } from 'node:timers/promises';
import { CONSUMERS, HEADERS, deliverySchema, ORDERED_DELIVERIES_FILTER, STREAMS } from '@deskhook/contracts';
import { EventGap, type UnmovedDelivery } from '@deskhook/domain';
import {
  lastSequenceOf,
  readSubject,
  settledUpTo,
  type Broker,
  type IncomingMessage,
} from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';

const POLL_MS_MIN = 2;
const POLL_MS_MAX = 250;
const POLL_GROWTH = 1.5;
/** So long moving takes at most while there is room in the lanes. */
const MOVING_MS_MAX = 2_000;
const BATCH_COUNT_MAX = 1_000;
const BATCH_BYTES_MAX = 4_000_000;

/** What was seen at one moment: events up to this one had made deliveries up to that one at most. */
interface Evaluated {
  readonly event: number;
  readonly delivery: number;
  readonly seenAt: number;
  /** What was left of them when moving stood still. */
  readonly gap: EventGap | null;
}

/**
 * Knows up to which event everything that the evaluators made of it is in the lanes. The order of the questions matters: first
 * how far the evaluators have settled events, whose deliveries are stored by then; then the last delivery that is to be moved
 * to a lane; then how far they have been moved. Where moving stands still, because the lanes are full, it is looked which events
 * are behind it: lanes go on with those that are through, which makes room.
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
    this.evaluated = null;
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

  /** How far deliveries have been moved may be asked at any time: it only grows. */
  private async ask(): Promise<number> {
    const askMoved = () => settledUpTo(this.broker, STREAMS.deliveries, CONSUMERS.dispatcherOrdered);
    const known = this.evaluated;
    if (known !== null) return this.markOf(known, await askMoved());
    const event = await settledUpTo(this.broker, STREAMS.events, CONSUMERS.evaluatorEvents);
    if (event <= this.mark) return 0;
    const asked = lastSequenceOf(this.broker, STREAMS.deliveries, ORDERED_DELIVERIES_FILTER);
    const [delivery, moved] = await Promise.all([asked, askMoved()]);
    return this.markOf({ event, delivery, seenAt: performance.now(), gap: null }, moved);
  }

  private async markOf(evaluated: Evaluated, moved: number): Promise<number> {
    const { event, delivery, seenAt } = evaluated;
    const isThrough = moved >= delivery;
    this.evaluated = isThrough ? null : evaluated;
    if (isThrough) return event;
    if (performance.now() - seenAt < MOVING_MS_MAX) return 0;
    const gap = evaluated.gap ?? new EventGap(event, await this.unmoved(moved, delivery));
    this.evaluated = { ...evaluated, gap };
    return gap.markAt(moved);
  }

  private async unmoved(moved: number, last: number): Promise<readonly UnmovedDelivery[]> {
    const found: UnmovedDelivery[] = [];
    for (let from = moved + 1; from <= last && !this.closed;) {
      const { messages: batch } = await readSubject(this.broker, STREAMS.deliveries, {
        subject: ORDERED_DELIVERIES_FILTER,
        from,
        countMax: BATCH_COUNT_MAX,
        bytesMax: BATCH_BYTES_MAX,
      });
      found.push(...batch.map(unmovedDelivery));
      // The replica that answers may be behind the leader.
      if (batch.length === 0) await delay(POLL_MS_MAX);
      from = (batch.at(-1)?.sequence ?? from - 1) + 1;
    }
    this.logger.warn({ moved, last, count: found.length }, 'event-marks.moving-stands-still');
    return found;
  }

  private tell(): void {
    const told = [...this.wanting];
    this.wanting.clear();
    for (const moved of told) moved();
  }
}

/** What is no delivery, or has no event, has no place either. */
function unmovedDelivery(message: IncomingMessage): UnmovedDelivery {
  const { sequence } = message;
  try {
    const delivery = deliverySchema.parse(JSON.parse(message.header(HEADERS.delivery) ?? 'null'));
    return { sequence, event: delivery.sequence ?? Infinity };
  } catch {
    return { sequence, event: Infinity };
  }
}
