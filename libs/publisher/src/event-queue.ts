import { backOffMs } from './back-off.js';
import type { Entry } from './entry.js';
import { NotStoredError, QueueFullError, RefusedError } from './errors.js';
import type { CloudEvent } from './event.js';
import { Lanes } from './lanes.js';
import type { Outcome, Transport } from './transport.js';

export interface QueueLimits {
  /** Events that wait or are on their way. */
  readonly eventsMax: number;
  /** Bytes of them. */
  readonly bytesMax: number;
  /** What happens to one more: `reject` it at once, or let it `wait` until there is room. */
  readonly whenFull: 'reject' | 'wait';
  /** How long one event is tried; null: until the publisher is closed. */
  readonly giveUpAfterMs: number | null;
}

/** Why nothing is sent for a while. */
export interface Obstacle {
  readonly error: Error;
  /** When it is tried again; null: as soon as there is a connection. */
  readonly delayMs: number | null;
  /** Events that wait or are on their way. */
  readonly waiting: number;
}

/**
 * Events on their way to the transport, bounded by number and bytes. Events of one subject are sent one after the other, in
 * the order in which they came; an obstacle holds all, with growing pauses.
 */
export class EventQueue {
  private readonly lanes = new Lanes();
  private readonly all = new Set<Entry>();
  /** Those that found no room, where they wait for it. */
  private readonly outside: Entry[] = [];
  private readonly idle: (() => void)[] = [];
  private bytes = 0;
  private requests = 0;
  private failures = 0;
  private pause: NodeJS.Timeout | undefined;
  private isAvailable = true;
  /** What was last in the way of any event; undefined since one was stored. */
  private obstacle: Error | undefined;
  private isEnded = false;

  constructor(
    private readonly transport: Transport,
    private readonly limits: QueueLimits,
    private readonly onRetry: (obstacle: Obstacle) => void,
  ) {
    transport.watch((isAvailable, error) => this.setAvailable(isAvailable, error));
  }

  /** Events that wait or are on their way, and those that wait for room. */
  get size(): number {
    return this.all.size + this.outside.length;
  }

  /** What becomes of it is told to the entry. */
  add(entry: Entry): void {
    if (this.outside.length === 0 && this.hasRoomFor(entry)) this.take(entry);
    else if (this.limits.whenFull === 'wait') this.outside.push(entry);
    else entry.failed(this.full(entry));
  }

  /** Resolves when everything that was added so far, and meanwhile, is stored or has failed. */
  drained(): Promise<void> {
    return this.size === 0 ? Promise.resolve() : new Promise((resolve) => this.idle.push(resolve));
  }

  /** Gives everything up that is not stored, and tells what. */
  end(): CloudEvent[] {
    this.isEnded = true;
    clearTimeout(this.pause);
    const left = [...this.all, ...this.outside.splice(0)];
    for (const entry of left) this.giveUp(entry, 'the publisher was closed');
    for (const tell of this.idle.splice(0)) tell();
    return left.map(({ event }) => event);
  }

  private hasRoomFor({ body }: Entry): boolean {
    const { eventsMax, bytesMax } = this.limits;
    // An event that is larger than all room there is must not wait for ever.
    return this.all.size === 0 || (this.all.size < eventsMax && this.bytes + body.length <= bytesMax);
  }

  private full({ event }: Entry): QueueFullError {
    const { eventsMax, bytesMax } = this.limits;
    return new QueueFullError(
      `${this.all.size} events of ${this.bytes} bytes wait already, at most ${eventsMax} of ${bytesMax} bytes may: keep ${event.id} and publish it later under the same id, or use whenFull: "wait"`,
      event,
    );
  }

  private take(entry: Entry): void {
    this.all.add(entry);
    this.bytes += entry.body.length;
    const { giveUpAfterMs } = this.limits;
    if (giveUpAfterMs !== null) entry.deadline = setTimeout(() => this.late(entry), giveUpAfterMs);
    this.lanes.add(entry);
    this.pump();
  }

  private pump(): void {
    while (this.canSend()) {
      const batch = this.lanes.take(this.transport);
      if (batch.length === 0) return;
      this.requests += 1;
      void this.send(batch);
    }
  }

  private canSend(): boolean {
    return (
      !this.isEnded &&
      this.isAvailable &&
      this.pause === undefined &&
      this.requests < this.transport.requestsMax
    );
  }

  private async send(batch: readonly Entry[]): Promise<void> {
    for (const entry of batch) {
      entry.tries += 1;
      entry.isSent = true;
    }
    const outcomes = await this.transport.send(batch);
    this.requests -= 1;
    if (this.isEnded) return;
    for (const [index, entry] of batch.entries()) {
      entry.isSent = false;
      const outcome = outcomes[index];
      if (outcome !== undefined) this.settle(entry, outcome);
    }
    this.pump();
  }

  private settle(entry: Entry, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'stored':
        this.failures = 0;
        this.obstacle = undefined;
        this.leave(entry);
        return entry.stored({ event: entry.event, sequence: outcome.sequence, tries: entry.tries });
      case 'refused': {
        this.leave(entry);
        const { error } = outcome;
        return entry.failed(new RefusedError(error.message, entry.event, { cause: error }));
      }
      case 'retry':
        entry.lastError = outcome.error;
        this.obstacle = outcome.error;
        // The others are held also where this one is not tried again: they would meet the same obstacle.
        this.hold(outcome.error, outcome.afterMs);
        if (entry.isLate) return this.giveUp(entry, 'its time is over');
        return this.lanes.giveBack(entry);
      default:
        return outcome satisfies never;
    }
  }

  /** Those that were on their way together are one failure. */
  private hold(error: Error, afterMs: number | undefined): void {
    if (this.pause !== undefined) return;
    const delayMs = Math.max(afterMs ?? 0, backOffMs(this.failures, Math.random()));
    this.failures += 1;
    this.pause = setTimeout(() => this.resume(), delayMs);
    this.onRetry({ error, delayMs, waiting: this.size });
  }

  private resume(): void {
    clearTimeout(this.pause);
    this.pause = undefined;
    this.pump();
  }

  private setAvailable(isAvailable: boolean, error?: Error): void {
    // Nothing waits any more that it could be in the way of.
    if (this.isEnded) return;
    this.isAvailable = isAvailable;
    if (isAvailable) this.resume();
    else if (error !== undefined) this.onRetry({ error, delayMs: null, waiting: this.size });
    if (error === undefined) return;
    this.obstacle = error;
    for (const entry of this.all) entry.lastError = error;
  }

  private late(entry: Entry): void {
    entry.isLate = true;
    if (!entry.isSent) this.giveUp(entry, 'its time is over');
  }

  private giveUp(entry: Entry, why: string): void {
    this.leave(entry);
    const cause = entry.lastError ?? this.obstacle ?? this.silence(entry);
    const obstacle = cause === undefined ? '' : `: ${cause.message}`;
    const doubt = entry.tries === 0 ? 'was never sent' : 'was sent and not confirmed';
    const message = `${entry.event.id} ${doubt}, and ${why}${obstacle}`;
    entry.failed(new NotStoredError(message, entry.event, cause === undefined ? {} : { cause }));
  }

  /** Why nothing is known of an event that met no failure yet. */
  private silence({ isSent }: Entry): Error | undefined {
    if (isSent) return new Error('no answer came yet');
    return this.isAvailable ? undefined : new Error('there is no connection yet');
  }

  private leave(entry: Entry): void {
    clearTimeout(entry.deadline);
    if (!this.all.delete(entry)) return;
    this.bytes -= entry.body.length;
    this.lanes.remove(entry);
    for (let next = this.outside[0]; next !== undefined && this.hasRoomFor(next); next = this.outside[0]) {
      this.outside.shift();
      this.take(next);
    }
    if (this.size === 0) for (const tell of this.idle.splice(0)) tell();
  }
}
