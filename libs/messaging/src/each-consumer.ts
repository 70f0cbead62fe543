import type { JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext, RunningConsumer } from './consumer-context.js';
import type { ConsumerDeclaration } from './consumer-declaration.js';
import type { Outcome } from './consumer-outcome.js';
import { HANDOUTS_MAX, poison, runHandler, settle } from './handle-message.js';
import { HeldMessages } from './held-messages.js';
import { incomingMessage, type IncomingMessage } from './incoming-message.js';
import { PullLoop } from './pull-loop.js';
import { withDeadline } from './with-deadline.js';

export type EachHandler = (message: IncomingMessage) => Promise<Outcome>;

/** Handles messages one by one, up to `concurrency` at once, in no particular order. */
export class EachConsumer implements RunningConsumer {
  private readonly held: HeldMessages;
  private readonly waiting: JsMsg[] = [];
  private readonly working = new Set<Promise<void>>();
  private closing = false;
  private loop: PullLoop | null = null;

  private constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
    private readonly handler: EachHandler,
  ) {
    this.held = new HeldMessages(context.settings.ackWaitMs);
  }

  static async start(
    context: ConsumerContext,
    declaration: ConsumerDeclaration,
    handler: EachHandler,
  ): Promise<EachConsumer> {
    const consumer = new EachConsumer(context, declaration, handler);
    consumer.loop = await PullLoop.start(context, declaration, (message) => consumer.take(message));
    return consumer;
  }

  async close(graceMs: number): Promise<void> {
    this.closing = true;
    await this.loop?.close();
    await withDeadline(Promise.all(this.working), graceMs);
    this.held.close();
  }

  private take(message: JsMsg): void {
    this.held.add(message);
    this.waiting.push(message);
    this.next();
  }

  private next(): void {
    while (!this.closing && this.working.size < this.declaration.concurrency) {
      const message = this.waiting.shift();
      if (message === undefined) return;
      const work = this.handle(message).finally(() => {
        this.working.delete(work);
        this.next();
      });
      this.working.add(work);
    }
  }

  private async handle(message: JsMsg): Promise<void> {
    const outcome = await this.outcomeOf(message);
    if (outcome === null) return;
    const settled = await runHandler(
      async () => {
        await settle(this.context, this.declaration, message, outcome);
        return true;
      },
      () => false,
      (error, tries) => this.logFailure(error, tries, message),
      () => this.closing,
    );
    if (settled === true) this.held.release(message);
  }

  private async outcomeOf(message: JsMsg): Promise<Outcome | null> {
    if (message.info.deliveryCount > HANDOUTS_MAX)
      return poison(new Error('it ended the process that handled it'));
    return runHandler(
      () => this.handler(incomingMessage(message)),
      poison,
      (error, tries) => this.logFailure(error, tries, message),
      () => this.closing,
    );
  }

  private logFailure(error: unknown, tries: number, message: JsMsg): void {
    const fields = {
      consumer: this.declaration.durable,
      sequence: message.seq,
      subject: message.subject,
      tries,
      err: error,
    };
    this.context.log.warn(fields, 'message.failed');
  }
}
