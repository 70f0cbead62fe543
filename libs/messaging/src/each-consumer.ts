import type { JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext, RunningConsumer } from './consumer-context.js';
import { ackWaitMsOf, type ConsumerDeclaration } from './consumer-declaration.js';
import type { Outcome } from './consumer-outcome.js';
import { HANDOUTS_MAX, poison, runHandler, settle } from './handle-message.js';
import { HeldMessages } from './held-messages.js';
import { incomingMessage, type IncomingMessage } from './incoming-message.js';
import { MessageMemory } from './message-memory.js';
import { messageTrace } from './message-trace.js';
import { PullLoop } from './pull-loop.js';
import { withDeadline } from './with-deadline.js';

export type EachHandler = (message: IncomingMessage) => Promise<Outcome>;

/** How many acknowledgements are remembered for the case that the broker never saw them. */
const SETTLED_MAX = 10_000;

/**
 * Handles messages one by one, up to `concurrency` at once, in no particular order. A broker that died or could not be
 * reached hands out again what this process has still in hand, or has settled with an acknowledgement that was lost:
 * neither is handled a second time.
 */
export class EachConsumer implements RunningConsumer {
  private readonly held: HeldMessages;
  private readonly waiting: JsMsg[] = [];
  private readonly working = new Set<Promise<void>>();
  private readonly inHand = new MessageMemory(Infinity);
  private readonly settled = new MessageMemory(SETTLED_MAX);
  private closing = false;
  private loop: PullLoop | null = null;

  private constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
    private readonly handler: EachHandler,
  ) {
    this.held = new HeldMessages(ackWaitMsOf(declaration, context.settings));
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

  check(): true | string {
    return this.loop?.check() ?? true;
  }

  async close(graceMs: number): Promise<void> {
    this.closing = true;
    await this.loop?.close();
    await withDeadline(Promise.all(this.working), graceMs);
    this.held.close();
  }

  /** Whether it is another message in hand. */
  private take(message: JsMsg): boolean {
    const isSettled = this.settled.has(message);
    if (isSettled) message.ack();
    if (isSettled || this.inHand.has(message)) return false;
    this.inHand.add(message);
    this.held.add(message);
    this.waiting.push(message);
    this.next();
    return true;
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
    if (settled === null) return;
    // One that could not be settled comes again once nobody holds it.
    this.held.release(message);
    this.inHand.remove(message);
    this.loop?.release();
    if (settled && outcome.kind !== 'retry') this.settled.add(message);
  }

  private async outcomeOf(message: JsMsg): Promise<Outcome | null> {
    if (message.info.deliveryCount > HANDOUTS_MAX)
      return poison(new Error('it ended the process that handled it'));
    // One and the same at every try, so that a handler can go on where it failed.
    const incoming = incomingMessage(message);
    return runHandler(
      () => this.handler(incoming),
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
      traceId: messageTrace(incomingMessage(message))?.traceId,
      err: error,
    };
    this.context.log.warn(fields, 'message.failed');
  }
}
