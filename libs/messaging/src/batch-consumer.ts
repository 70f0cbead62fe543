import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, JsMsg } from '@nats-io/jetstream';
import { BatchPull } from './batch-pull.js';
import type { ConsumerContext, RunningConsumer } from './consumer-context.js';
import { ackWaitMsOf, ensureConsumers, type ConsumerDeclaration } from './consumer-declaration.js';
import { ACK, type Outcome } from './consumer-outcome.js';
import { ConsumerSource } from './consumer-source.js';
import { poison, runHandler, settle } from './handle-message.js';
import { HeldMessages } from './held-messages.js';
import { incomingMessage, type IncomingMessage } from './incoming-message.js';
import { PullStanding } from './pull-standing.js';
import { withDeadline } from './with-deadline.js';

/** Handles a batch at once; the n-th outcome is that of the n-th message. */
export type BatchHandler = (messages: readonly IncomingMessage[]) => Promise<readonly Outcome[]>;

const RESTART_WAIT_MS = 500;

/** A handler failed on a batch for a reason that will not pass. */
class Failed {
  constructor(readonly error: unknown) {}
}

/**
 * Handles messages in batches, one batch after the other; `concurrency` is the largest batch. The next batch is fetched
 * while one is handled. It goes on over reconnects, leader changes and even the consumer's deletion.
 */
export class BatchConsumer implements RunningConsumer {
  private readonly held: HeldMessages;
  private readonly pull: BatchPull;
  private readonly standing: PullStanding;
  private readonly running: Promise<void>;
  /** No new batches. */
  private closed = false;
  /** No more tries of the batch in hand. */
  private ended = false;

  private constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
    private readonly handler: BatchHandler,
  ) {
    this.held = new HeldMessages(ackWaitMsOf(declaration, context.settings));
    this.pull = new BatchPull(context, declaration, (message) => this.took(message));
    this.standing = new PullStanding(declaration.durable);
    this.running = this.run();
  }

  static async start(
    context: ConsumerContext,
    declaration: ConsumerDeclaration,
    handler: BatchHandler,
  ): Promise<BatchConsumer> {
    await ensureConsumers(context.broker, [declaration], context.settings);
    return new BatchConsumer(context, declaration, handler);
  }

  check(): true | string {
    return this.standing.check();
  }

  async close(graceMs: number): Promise<void> {
    this.closed = true;
    this.pull.close();
    await withDeadline(this.running, graceMs);
    this.ended = true;
    this.held.close();
  }

  private took(message: JsMsg): void {
    if (this.ended) message.nak();
    else this.held.add(message);
  }

  private async run(): Promise<void> {
    const source = new ConsumerSource(this.context, this.declaration);
    while (!this.closed) {
      try {
        await this.consume(await source.open());
      } catch (error) {
        this.standing.fails(error);
        this.context.log.warn({ consumer: this.declaration.durable, err: error }, 'consumer.interrupted');
        if (!this.closed) await delay(RESTART_WAIT_MS);
      }
    }
  }

  private async consume(consumer: Consumer): Promise<void> {
    let next = this.pull.next(consumer);
    for (;;) {
      const batch = await next;
      this.standing.works();
      const isLast = this.closed;
      if (!isLast) {
        next = this.following(consumer, batch);
        // Whatever it fails with is met when it is awaited.
        next.catch(() => undefined);
      }
      if (batch.length > 0) await this.handle(batch);
      if (isLast) return;
    }
  }

  private async following(consumer: Consumer, batch: readonly JsMsg[]): Promise<JsMsg[]> {
    if (batch.length < this.declaration.concurrency) await this.pull.pause();
    return this.pull.next(consumer);
  }

  private async handle(batch: readonly JsMsg[]): Promise<void> {
    const messages = batch.map(incomingMessage);
    const outcomes = await this.try<readonly Outcome[] | Failed>(
      () => this.outcomesOf(messages),
      (error) => new Failed(error),
    );
    if (outcomes === null) return;
    if (outcomes instanceof Failed) return this.isolate(batch, outcomes.error);
    const others = [...batch.entries()].filter(
      ([index, message]) => outcomes[index]?.kind !== 'ack' || !this.ack(message),
    );
    for (const [index, message] of others) await this.settle(message, outcomes[index] ?? ACK);
  }

  /** One message brings out a bug: the batch is halved until it is found, so that only that one is given up. */
  private async isolate(batch: readonly JsMsg[], error: unknown): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return this.settle(only, poison(error));
    const middle = Math.ceil(batch.length / 2);
    await this.handle(batch.slice(0, middle));
    await this.handle(batch.slice(middle));
  }

  private async outcomesOf(messages: readonly IncomingMessage[]): Promise<readonly Outcome[]> {
    const outcomes = await this.handler(messages);
    if (outcomes.length === messages.length) return outcomes;
    throw new RangeError('a batch handler gave fewer or more outcomes than messages');
  }

  /**
   * Acknowledges at once, without yielding in between: all of a batch's acknowledgements then leave in one write to the
   * socket. A write for each would cost more than the batch itself.
   */
  private ack(message: JsMsg): boolean {
    try {
      message.ack();
    } catch {
      return false;
    }
    this.held.release(message);
    return true;
  }

  private async settle(message: JsMsg, outcome: Outcome): Promise<void> {
    const settled = await this.try(
      async () => (await settle(this.context, this.declaration, message, outcome), true),
      () => false,
    );
    if (settled === true) this.held.release(message);
  }

  private async try<T>(work: () => Promise<T>, onBug: (error: unknown) => T): Promise<T | null> {
    const log = (error: unknown, tries: number) =>
      this.context.log.warn({ consumer: this.declaration.durable, tries, err: error }, 'batch.failed');
    return runHandler(work, onBug, log, () => this.ended);
  }
}
