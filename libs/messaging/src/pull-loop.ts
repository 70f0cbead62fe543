import { setTimeout as delay } from 'node:timers/promises';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext } from './consumer-context.js';
import { ensureConsumers, type ConsumerDeclaration } from './consumer-declaration.js';
import { ConsumerSource } from './consumer-source.js';
import { PullStanding } from './pull-standing.js';

/** Short, so that a lost consumer leader is noticed in seconds (jetstream page, "Failover"). */
const PULL_EXPIRES_MS = 5_000;
const RESTART_WAIT_MS = 500;
const IN_HAND_MAX_DEFAULT = 1_000;
/** Of the room for messages this share must be free before more are asked for: asking costs a round trip. */
const REFILL_SHARE = 0.25;

/**
 * Keeps messages of one consumer coming, over reconnects, leader changes and even its deletion, and no more of them than this
 * process may have in hand: what one has taken waits with it although another would be free.
 */
export class PullLoop {
  private closed = false;
  private messages: ConsumerMessages | null = null;
  private inHand = 0;
  private hasRoom: () => void = () => undefined;
  private readonly inHandMax: number;
  private readonly source: ConsumerSource;
  private readonly standing: PullStanding;
  private readonly running: Promise<void>;

  private constructor(
    private readonly context: ConsumerContext,
    private readonly declaration: ConsumerDeclaration,
    private readonly take: (message: JsMsg) => boolean,
  ) {
    this.inHandMax = declaration.inHandMax ?? Math.min(declaration.ackPendingMax, IN_HAND_MAX_DEFAULT);
    this.source = new ConsumerSource(context, declaration);
    this.standing = new PullStanding(declaration.durable);
    this.running = this.run();
  }

  /** Declares the consumer, then starts pulling. `take` tells whether the message is in hand from then on, until its `release`. */
  static async start(
    context: ConsumerContext,
    declaration: ConsumerDeclaration,
    take: (message: JsMsg) => boolean,
  ): Promise<PullLoop> {
    await ensureConsumers(context.broker, [declaration], context.settings);
    return new PullLoop(context, declaration, take);
  }

  /** `true`, or a sentence when no messages could be asked for, for long. */
  check(): true | string {
    return this.standing.check();
  }

  /** One of the messages in hand is settled. */
  release(): void {
    this.inHand -= 1;
    if (this.room >= this.refill) this.hasRoom();
  }

  /** Stops pulling; messages that are already here have been handed to `take`. */
  async close(): Promise<void> {
    this.closed = true;
    this.hasRoom();
    await this.messages?.close();
    await this.running;
  }

  private get room(): number {
    return this.inHandMax - this.inHand;
  }

  private get refill(): number {
    return Math.max(1, Math.floor(this.inHandMax * REFILL_SHARE));
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      try {
        await this.pull();
      } catch (error) {
        this.standing.fails(error);
        this.context.log.warn({ consumer: this.declaration.durable, err: error }, 'consumer.interrupted');
        if (!this.closed) await delay(RESTART_WAIT_MS);
      }
    }
  }

  private async pull(): Promise<void> {
    const consumer = await this.source.open();
    while (!this.closed) {
      if (this.room < this.refill) await this.forRoom();
      if (this.closed) return;
      this.messages = await consumer.fetch({ max_messages: this.room, expires: PULL_EXPIRES_MS });
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may have been closed meanwhile
      if (this.closed) void this.messages.close();
      for await (const message of this.messages) if (this.take(message)) this.inHand += 1;
      this.standing.works();
    }
  }

  private forRoom(): Promise<void> {
    return new Promise((resolve) => {
      this.hasRoom = resolve;
    });
  }
}
