import { TransientError, type StreamName } from '@deskhook/contracts';
import type { Broker } from './nats-connection.js';

const CACHE_MS = 250;
/** After this time without progress, what was handed out counts as settled: a replica that died may hold it for long. */
const STUCK_MS = 3_000;

/** How far all replicas together have come with a stream. */
export class ConsumerProgress {
  private askedAt = -Infinity;
  private answer: Promise<number | null> = Promise.resolve(null);
  private floor = -1;
  private movedAt = -Infinity;

  constructor(
    private readonly broker: Broker,
    private readonly stream: StreamName,
    private readonly durable: string,
  ) {}

  /** When the oldest message was stored that is not settled yet, in epoch milliseconds; null: all are. */
  oldestUnsettled(now: number): Promise<number | null> {
    if (now - this.askedAt >= CACHE_MS) {
      this.askedAt = now;
      this.answer = this.ask(now);
    }
    return this.answer;
  }

  private async ask(now: number): Promise<number | null> {
    try {
      const info = await this.broker.jsm.consumers.info(this.stream, this.durable);
      const floor = info.ack_floor.stream_seq;
      if (floor !== this.floor) this.movedAt = now;
      this.floor = floor;
      if (info.num_pending + info.num_ack_pending === 0) return null;
      const isStuck = now - this.movedAt > STUCK_MS;
      if (isStuck && info.num_pending === 0) return null;
      return await this.storedAt((isStuck ? info.delivered.stream_seq : floor) + 1);
    } catch (cause) {
      this.askedAt = -Infinity;
      throw new TransientError(`the broker does not tell how far ${this.durable} is`, { cause });
    }
  }

  /** Of the message with the sequence, or the next one if that is gone. */
  private async storedAt(sequence: number): Promise<number | null> {
    const message = await this.broker.jsm.direct.getMessage(this.stream, {
      seq: sequence,
      next_by_subj: '>',
    });
    return message === null ? null : message.time.getTime();
  }
}
