import type { JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext, RunningConsumer } from './consumer-context.js';
import type { ConsumerDeclaration } from './consumer-declaration.js';
import { ACK, type Outcome } from './consumer-outcome.js';
import { poison, runHandler, settle } from './handle-message.js';
import { HeldMessages } from './held-messages.js';
import { incomingMessage, type IncomingMessage } from './incoming-message.js';
import { PullLoop } from './pull-loop.js';
import { withDeadline } from './with-deadline.js';

/** Handles a batch at once; the n-th outcome is that of the n-th message. */
export type BatchHandler = (messages: readonly IncomingMessage[]) => Promise<readonly Outcome[]>;

const BATCH_WAIT_MS_DEFAULT = 25;

/** Handles messages in batches, one batch after the other; `concurrency` is the largest batch. */
export class BatchConsumer implements RunningConsumer {
  private readonly held: HeldMessages;
  private waiting: JsMsg[] = [];
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;
  private closing = false;
  private loop: PullLoop | null = null;

  private constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
    private readonly handler: BatchHandler,
  ) {
    this.held = new HeldMessages(context.settings.ackWaitMs);
  }

  static async start(
    context: ConsumerContext,
    declaration: ConsumerDeclaration,
    handler: BatchHandler,
  ): Promise<BatchConsumer> {
    const consumer = new BatchConsumer(context, declaration, handler);
    consumer.loop = await PullLoop.start(context, declaration, (message) => consumer.take(message));
    return consumer;
  }

  async close(graceMs: number): Promise<void> {
    await this.loop?.close();
    this.flush();
    await withDeadline(this.drained(), graceMs);
    this.closing = true;
    await withDeadline(Promise.resolve(this.flushing), graceMs);
    this.held.close();
  }

  private async drained(): Promise<void> {
    while (this.flushing !== null) await this.flushing;
  }

  private take(message: JsMsg): void {
    this.held.add(message);
    this.waiting.push(message);
    if (this.waiting.length >= this.declaration.concurrency) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), this.declaration.batchWaitMs ?? BATCH_WAIT_MS_DEFAULT);
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.flushing !== null || this.waiting.length === 0) return;
    const batch = this.waiting.slice(0, this.declaration.concurrency);
    this.waiting = this.waiting.slice(batch.length);
    this.flushing = this.handle(batch).finally(() => {
      this.flushing = null;
      if (this.waiting.length > 0) this.flush();
    });
  }

  private async handle(batch: readonly JsMsg[]): Promise<void> {
    const messages = batch.map(incomingMessage);
    const outcomes = await this.run(
      () => this.handler(messages),
      (error) => batch.map(() => poison(error)),
    );
    if (outcomes === null) return;
    if (outcomes.length < batch.length)
      throw new RangeError('a batch handler gave fewer outcomes than messages');
    const others = batch.filter((message, index) => outcomes[index]?.kind !== 'ack' || !this.ack(message));
    for (const message of others) await this.settle(message, outcomes[batch.indexOf(message)] ?? ACK);
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
    const settled = await this.run(
      async () => (await settle(this.context, this.declaration, message, outcome), true),
      () => false,
    );
    if (settled === true) this.held.release(message);
  }

  private async run<T>(work: () => Promise<T>, onBug: (error: unknown) => T): Promise<T | null> {
    const log = (error: unknown, tries: number) =>
      this.context.log.warn({ consumer: this.declaration.durable, tries, err: error }, 'batch.failed');
    return runHandler(work, onBug, log, () => this.closing);
  }
}
