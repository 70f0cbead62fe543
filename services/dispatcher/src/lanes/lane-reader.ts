import { setTimeout as delay } from 'node:timers/promises';
import { STREAMS } from '@deskhook/contracts';
import type { LaneQueue } from '@deskhook/domain';
import {
  deleteStored,
  lastSequenceOf,
  readMessage,
  readSubject,
  type Broker,
  type IncomingMessage,
  type SubjectBatch,
} from '@deskhook/messaging';
import type { Endpoint } from '../endpoints/endpoint-control.js';
import type { LaneAddress } from './lane-address.js';
import { parkedDelivery, readParked, type ParkedDelivery, type ParkedMessage } from './parked-delivery.js';
import type { PayloadMemory } from './payload-memory.js';

const BATCH_COUNT_MAX = 256;
const BATCH_BYTES_MAX = 1_000_000;
/** Payloads that one lane holds ahead. */
const AHEAD_BYTES_MAX = 2_000_000;
const CLEAR_COUNT_MAX = 500;
const BEHIND_MS = 20;

export interface ReaderParts {
  readonly broker: Broker;
  readonly memory: PayloadMemory;
  /** Gives up a message that is no parked delivery. */
  readonly reject: (stored: IncomingMessage) => Promise<void>;
}

/** Reads a lane into its queue: all of it where order counts, else no further ahead than needed. */
export class LaneReader {
  private known: Endpoint | null = null;
  private from = 1;
  private isNews = true;
  private aheadBytes = 0;
  private cleared = 0;
  private stopped = false;
  /** Settled before they were read: a replica that lags behind may still show them. */
  private readonly settledAhead = new Set<number>();

  constructor(
    private readonly parts: ReaderParts,
    private readonly lane: LaneAddress,
    private readonly queue: LaneQueue<ParkedDelivery>,
  ) {}

  /** There is, or may be, more in the lane than was read. */
  news(): void {
    this.isNews = true;
  }

  /** Nothing is left to be read, as far as is known. */
  get isAtEnd(): boolean {
    return !this.isNews;
  }

  /** The endpoint, as the first delivery of the lane names it; null: there is none. */
  async endpoint(): Promise<Endpoint | null> {
    while (this.known === null && this.isNews) {
      this.isNews = false;
      const [first] = (await this.read(this.from, 1)).messages;
      if (first !== undefined) this.isNews = true;
      const message = first === undefined ? null : readParked(first);
      if (message !== null) {
        const { tenant, subscriptionId, url } = message.delivery;
        this.known = { tenant, subscriptionId, url };
      } else if (first !== undefined) await this.giveUp(first);
    }
    return this.known;
  }

  /** Reads a batch, if there may be something and the queue holds fewer than so many. */
  async fill(inOrder: boolean, countMax: number): Promise<void> {
    if (this.isNews && this.queue.size < countMax && !this.stopped) await this.readOn(inOrder);
  }

  /** Reads all that the lane holds at this moment. */
  async readToEnd(inOrder: boolean): Promise<void> {
    const end = () => lastSequenceOf(this.parts.broker, STREAMS.parked, this.lane.subject);
    for (let last = await end(); this.from <= last && !this.stopped;) {
      if ((await this.readOn(inOrder)) > 0) continue;
      // The replica that answers is behind the leader, or what was there is no more.
      await delay(BEHIND_MS);
      last = Math.min(last, await end());
    }
  }

  /** The message of a delivery whose turn has come; null when it is no more. */
  message({ sequence, stored }: ParkedDelivery): Promise<IncomingMessage | null> {
    return stored === null
      ? readMessage(this.parts.broker, STREAMS.parked, sequence)
      : Promise.resolve(stored);
  }

  /** A delivery has ended: takes its message out of the lane, and what the queue knows of it; `next` waits instead. */
  async remove(item: ParkedDelivery, next: ParkedDelivery | null): Promise<void> {
    await deleteStored(this.parts.broker, STREAMS.parked, item.sequence);
    if (item.sequence >= this.from) this.settledAhead.add(item.sequence);
    this.free(item);
    this.queue.settle(item.sequence, next);
  }

  /** Reads no more. */
  stop(): void {
    this.stopped = true;
  }

  /** Gives back the memory of what is still held ahead. */
  forget(): void {
    this.parts.memory.free(this.aheadBytes);
    this.aheadBytes = 0;
  }

  /**
   * Ends the first so many deliveries that are not on their way, without sending them. False: there were none. What is
   * behind those that were read goes as well, unread.
   */
  async clear(end: (message: ParkedMessage) => Promise<void>): Promise<boolean> {
    this.isNews = false;
    const { messages: batch } = await this.read(this.cleared + 1, CLEAR_COUNT_MAX);
    const last = batch.at(-1);
    if (last === undefined) {
      this.cleared = 0;
      return false;
    }
    this.isNews = true;
    await Promise.all(batch.map((stored) => this.clearOne(stored, end)));
    this.cleared = last.sequence;
    this.from = Math.max(this.from, last.sequence + 1);
    return true;
  }

  private async clearOne(
    stored: IncomingMessage,
    end: (message: ParkedMessage) => Promise<void>,
  ): Promise<void> {
    const { sequence } = stored;
    const item = this.queue.waiting(sequence);
    if (item === null && this.queue.has(sequence)) return;
    const message = readParked(stored);
    if (message === null) return this.giveUp(stored);
    await end(message);
    await deleteStored(this.parts.broker, STREAMS.parked, sequence);
    if (item !== null) this.free(item);
    this.queue.settle(sequence);
  }

  private async giveUp(stored: IncomingMessage): Promise<void> {
    await this.parts.reject(stored);
    await deleteStored(this.parts.broker, STREAMS.parked, stored.sequence);
  }

  private read(from: number, countMax: number): Promise<SubjectBatch> {
    const range = { subject: this.lane.subject, from, countMax, bytesMax: BATCH_BYTES_MAX };
    return readSubject(this.parts.broker, STREAMS.parked, range);
  }

  /** Gives the memory of a delivery back. */
  private free({ stored }: ParkedDelivery): void {
    if (stored === null) return;
    this.aheadBytes -= stored.payload.length;
    this.parts.memory.free(stored.payload.length);
  }

  /** Reads a batch; returns how many it was, and notes whether there are more. */
  private async readOn(inOrder: boolean): Promise<number> {
    this.isNews = false;
    const { messages, left } = await this.read(this.from, BATCH_COUNT_MAX);
    for (const stored of messages) {
      if (!this.settledAhead.delete(stored.sequence)) await this.take(stored, inOrder);
      this.from = stored.sequence + 1;
    }
    if (left > 0) this.isNews = true;
    return messages.length;
  }

  private async take(stored: IncomingMessage, inOrder: boolean): Promise<void> {
    if (this.queue.has(stored.sequence)) return;
    const message = readParked(stored);
    if (message === null) return this.giveUp(stored);
    const { delivery, as } = message;
    const kept = this.keep(stored.payload.length) ? stored : null;
    const item = parkedDelivery(delivery, as, stored.sequence, { inOrder, stored: kept });
    const former = this.queue.add(item);
    if (former === null) return;
    this.free(former);
    await deleteStored(this.parts.broker, STREAMS.parked, former.sequence);
  }

  private keep(bytes: number): boolean {
    if (this.aheadBytes + bytes > AHEAD_BYTES_MAX || !this.parts.memory.take(bytes)) return false;
    this.aheadBytes += bytes;
    return true;
  }
}
