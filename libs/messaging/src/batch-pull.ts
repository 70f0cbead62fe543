import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext } from './consumer-context.js';
import type { ConsumerDeclaration } from './consumer-declaration.js';

/** How long to wait for a first message; short, so that a lost leader is noticed in seconds (jetstream page). */
const FIRST_EXPIRES_MS = 5_000;
/** How long to wait for messages that are there already; the shortest that the client allows. */
const READY_EXPIRES_MS = 1_000;
const BATCH_WAIT_MS_DEFAULT = 25;

/**
 * Fetches batches. Messages gather at the broker and come in one go: a stream of single messages costs several times as
 * much, a read of the socket and a run of the event loop for each.
 */
export class BatchPull {
  private readonly closing = new AbortController();
  private longPoll: ConsumerMessages | null = null;

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
    if (waiting > 0) return this.fetch(consumer, Math.min(waiting, concurrency), READY_EXPIRES_MS);
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
    if (wasHandedOut) return this.fetch(consumer, concurrency - 1, READY_EXPIRES_MS);
    await this.pause();
    return this.fetch(consumer, Math.min(await this.pending(consumer), concurrency - 1), READY_EXPIRES_MS);
  }

  private async pending(consumer: Consumer): Promise<number> {
    return (await consumer.info()).num_pending;
  }

  /** What came before an error is a batch all the same: it is in our hands. */
  private async fetch(consumer: Consumer, count: number, expires: number): Promise<JsMsg[]> {
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
      if (batch.length === 0) throw error;
      this.context.log.warn({ consumer: this.declaration.durable, err: error }, 'consumer.interrupted');
    } finally {
      this.longPoll = null;
    }
    return batch;
  }
}
