import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext } from './consumer-context.js';
import type { ConsumerDeclaration } from './consumer-declaration.js';

/** How long to wait for a first message; short, so that a lost leader is noticed in seconds (jetstream page). */
const FIRST_EXPIRES_MS = 5_000;
/** How long to wait for messages that are there already; the shortest that the client allows. */
const READY_EXPIRES_MS = 1_000;
const BATCH_WAIT_MS_DEFAULT = 25;
/** Messages are fetched by count; where their bytes count too, so few at once that what comes unexpectedly large is noticed. */
const PART_MAX = 100;

/**
 * Fetches batches. Messages gather at the broker and come in one go: a stream of single messages costs several times as
 * much, a read of the socket and a run of the event loop for each.
 */
export class BatchPull {
  private readonly closing = new AbortController();
  private longPoll: ConsumerMessages | null = null;
  /** Of the messages that came last, on the average. */
  private messageBytes = 1;

  constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
    private readonly took: (message: JsMsg) => void,
  ) {}

  /**
   * Makes the batch in hand the last one. A fetch of messages that are there ends by itself: to break it off would leave
   * what is under way to nobody until the broker hands it out again.
   */
  close(): void {
    this.closing.abort();
    void this.longPoll?.close();
  }

  /** Gives messages time to gather. */
  async pause(): Promise<void> {
    const waitMs = this.declaration.batchWaitMs ?? BATCH_WAIT_MS_DEFAULT;
    await delay(waitMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }

  /** What is there; waits for a first message, but not for ever: the batch may be empty. */
  async next(consumer: Consumer): Promise<JsMsg[]> {
    const { concurrency } = this.declaration;
    const waiting = await this.pending(consumer);
    if (waiting > 0) return this.gather(consumer, Math.min(waiting, concurrency));
    const first = await this.fetch(consumer, 1, FIRST_EXPIRES_MS);
    if (first.length === 0) return first;
    try {
      return [...first, ...(await this.others(consumer, first[0]?.redelivered === true))];
    } catch (error) {
      // The first is in our hands and would be handed out to nobody else.
      this.context.log.warn({ consumer: this.declaration.durable, err: error }, 'consumer.interrupted');
      return first;
    }
  }

  /** The broker counts new messages only; where one was handed out before, others may have been. */
  private async others(consumer: Consumer, wasHandedOut: boolean): Promise<JsMsg[]> {
    const { concurrency } = this.declaration;
    if (wasHandedOut) return this.gather(consumer, concurrency - 1);
    await this.pause();
    return this.gather(consumer, Math.min(await this.pending(consumer), concurrency - 1));
  }

  /** Messages that are there, until there are enough of them or of their bytes. What came before an error is kept. */
  private async gather(consumer: Consumer, count: number): Promise<JsMsg[]> {
    const batch: JsMsg[] = [];
    let bytesLeft = this.declaration.batchBytesMax ?? Infinity;
    while (batch.length < count && bytesLeft > 0) {
      const wanted = Math.min(count - batch.length, this.partOf(bytesLeft));
      const part = await this.fetch(consumer, wanted, READY_EXPIRES_MS, batch.length > 0);
      const bytes = part.reduce((sum, { data }) => sum + data.length, 0);
      if (part.length > 0) this.messageBytes = Math.max(1, bytes / part.length);
      bytesLeft -= bytes;
      batch.push(...part);
      if (part.length < wanted) break;
    }
    return batch;
  }

  private partOf(bytesLeft: number): number {
    if (bytesLeft === Infinity) return Infinity;
    return Math.min(PART_MAX, Math.max(1, Math.floor(bytesLeft / this.messageBytes)));
  }

  private async pending(consumer: Consumer): Promise<number> {
    return (await consumer.info()).num_pending;
  }

  /** What came before an error is a batch all the same: it is in our hands. */
  private async fetch(
    consumer: Consumer,
    count: number,
    expires: number,
    hasOthers = false,
  ): Promise<JsMsg[]> {
    const batch: JsMsg[] = [];
    if (this.closing.signal.aborted || count === 0) return batch;
    try {
      const messages = await consumer.fetch({ max_messages: count, expires });
      if (expires === FIRST_EXPIRES_MS) this.longPoll = messages;
      for await (const message of messages) {
        this.took(message);
        batch.push(message);
      }
    } catch (error) {
      if (batch.length === 0 && !hasOthers) throw error;
      this.context.log.warn({ consumer: this.declaration.durable, err: error }, 'consumer.interrupted');
    } finally {
      this.longPoll = null;
    }
    return batch;
  }
}
