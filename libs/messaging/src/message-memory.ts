import type { JsMsg } from '@nats-io/jetstream';

/** Remembers messages by their place in the stream, the last so many. */
export class MessageMemory {
  /** When the broker stored it, by sequence: a stream that was made anew counts from 1 again. */
  private readonly storedAt = new Map<number, number>();

  constructor(private readonly countMax: number) {}

  has(message: JsMsg): boolean {
    return this.storedAt.get(message.seq) === message.info.timestampNanos;
  }

  add(message: JsMsg): void {
    this.storedAt.set(message.seq, message.info.timestampNanos);
    if (this.storedAt.size <= this.countMax) return;
    const [oldest] = this.storedAt.keys();
    if (oldest !== undefined) this.storedAt.delete(oldest);
  }

  remove(message: JsMsg): void {
    if (this.has(message)) this.storedAt.delete(message.seq);
  }
}
