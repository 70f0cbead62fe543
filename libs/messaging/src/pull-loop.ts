import { setTimeout as delay } from 'node:timers/promises';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext } from './consumer-context.js';
import { ensureConsumer, type ConsumerDeclaration } from './consumer-declaration.js';
import { untilBrokerAnswers } from './until-broker-answers.js';

/** Short, so that a lost consumer leader is noticed in seconds (jetstream page, "Failover"). */
const PULL_EXPIRES_MS = 5_000;
const RESTART_WAIT_MS = 500;

/** Keeps messages of one consumer coming, over reconnects, leader changes and even its deletion. */
export class PullLoop {
  private closed = false;
  private messages: ConsumerMessages | null = null;
  private readonly running: Promise<void>;

  private constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
    private readonly take: (message: JsMsg) => void,
  ) {
    this.running = this.run();
  }

  /** Declares the consumer, then starts pulling. */
  static async start(
    context: ConsumerContext,
    declaration: ConsumerDeclaration,
    take: (message: JsMsg) => void,
  ): Promise<PullLoop> {
    await untilBrokerAnswers(() => ensureConsumer(context.broker.jsm, declaration, context.settings));
    return new PullLoop(context, declaration, take);
  }

  /** Stops pulling; messages that are already here have been handed to `take`. */
  async close(): Promise<void> {
    this.closed = true;
    await this.messages?.close();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      try {
        await this.pull();
      } catch (error) {
        this.context.log.warn({ consumer: this.declaration.durable, err: error }, 'consumer.interrupted');
      }
      if (!this.closed) await delay(RESTART_WAIT_MS);
    }
  }

  private async pull(): Promise<void> {
    const { stream, durable, ackPendingMax } = this.declaration;
    await ensureConsumer(this.context.broker.jsm, this.declaration, this.context.settings);
    const consumer = await this.context.broker.js.consumers.get(stream, durable);
    this.messages = await consumer.consume({
      max_messages: Math.min(ackPendingMax, 1_000),
      expires: PULL_EXPIRES_MS,
      callback: (message) => this.take(message),
    });
    if (this.closed) await this.messages.close();
    await this.messages.closed();
  }
}
