import type { JsMsg } from '@nats-io/jetstream';

/**
 * The messages that this process has been handed and has not settled. While one is held, the broker is told from time
 * to time that work on it goes on, so that it is not handed to somebody else.
 */
export class HeldMessages {
  private readonly heldSince = new Map<JsMsg, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(ackWaitMs: number) {
    const everyMs = Math.max(50, Math.floor(ackWaitMs / 4));
    this.timer = setInterval(() => this.extend(everyMs), everyMs);
    this.timer.unref();
  }

  add(message: JsMsg): void {
    this.heldSince.set(message, performance.now());
  }

  release(message: JsMsg): void {
    this.heldSince.delete(message);
  }

  /** Hands back whatever is still held; called when the process ends. */
  close(): void {
    clearInterval(this.timer);
    for (const message of this.heldSince.keys()) message.nak();
    this.heldSince.clear();
  }

  private extend(olderThanMs: number): void {
    const limit = performance.now() - olderThanMs;
    for (const [message, since] of this.heldSince) if (since < limit) message.working();
  }
}
