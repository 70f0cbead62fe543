import { errors, type MsgHdrs } from '@nats-io/transport-node';
import { PublishRefusedError, type PublishAck, type PublishAcks } from './publish-acks.js';

/** A message that waits to be stored, and who waits for it. */
export interface PendingMessage {
  readonly subject: string;
  readonly payload: Uint8Array | string;
  readonly headers: MsgHdrs;
  readonly resolve: (ack: PublishAck) => void;
  readonly refuse: (error: unknown) => void;
}

/** Below this a batch is slower than its messages one by one. */
const BATCH_COUNT_MIN = 8;
const BATCH_COUNT_MAX = 500;
const BATCH_BYTES_MAX = 2_000_000;
/** While these are being stored, what comes gathers for the next. */
const BATCHES_IN_FLIGHT_MAX = 2;

/**
 * Stores messages of one stream, together where many come at once: a broker that syncs each write to the disk stores an
 * atomic batch with one sync (jetstream page, "Throughput"), and acknowledges it once. A batch is refused whole, for
 * example because one of its ids is known already; its messages are then stored one by one.
 */
export class GroupCommit {
  private queued: PendingMessage[] = [];
  private inFlight = 0;
  private count = 0;

  constructor(
    private readonly acks: PublishAcks,
    /** Distinguishes this publisher's batches from those of all others. */
    private readonly name: string,
  ) {}

  add(message: PendingMessage): void {
    this.queued.push(message);
  }

  /** Sends what has gathered, unless enough is on its way. */
  flush(): void {
    while (this.queued.length > 0 && this.inFlight < BATCHES_IN_FLIGHT_MAX) {
      if (this.queued.length < BATCH_COUNT_MIN) return this.storeSingly(this.queued.splice(0));
      void this.storeTogether(this.nextBatch());
    }
  }

  private nextBatch(): PendingMessage[] {
    let bytes = 0;
    let count = 0;
    for (const { payload } of this.queued) {
      bytes += payload.length;
      if (count === BATCH_COUNT_MAX || (count > 0 && bytes > BATCH_BYTES_MAX)) break;
      count++;
    }
    return this.queued.splice(0, count);
  }

  private storeSingly(messages: readonly PendingMessage[]): void {
    for (const { subject, payload, headers, resolve, refuse } of messages) {
      this.acks.publish(subject, payload, headers).then(resolve, refuse);
    }
  }

  private async storeTogether(batch: readonly PendingMessage[]): Promise<void> {
    this.inFlight++;
    try {
      const { sequence } = await this.send(batch);
      const first = sequence - batch.length + 1;
      for (const [index, message] of batch.entries())
        message.resolve({ sequence: first + index, duplicate: false });
    } catch (error) {
      if (error instanceof PublishRefusedError || error instanceof errors.InvalidArgumentError)
        this.storeSingly(batch.map(withoutBatch));
      else for (const message of batch) message.refuse(error);
    } finally {
      this.inFlight--;
      this.flush();
    }
  }

  private send(batch: readonly PendingMessage[]): Promise<PublishAck> {
    const id = `${this.name}-${++this.count}`;
    for (const [index, { headers }] of batch.entries()) {
      headers.set(BATCH_ID, id);
      headers.set(BATCH_SEQUENCE, String(index + 1));
    }
    for (const { subject, payload, headers } of batch.slice(0, -1)) {
      this.acks.publishUnconfirmed(subject, payload, headers);
    }
    const last = batch.at(-1);
    if (last === undefined) throw new RangeError('an empty batch');
    last.headers.set(BATCH_COMMIT, '1');
    return this.acks.publish(last.subject, last.payload, last.headers);
  }
}

/** Headers of an atomic batch (NATS architecture decision record 50). */
const BATCH_ID = 'Nats-Batch-Id';
const BATCH_SEQUENCE = 'Nats-Batch-Sequence';
const BATCH_COMMIT = 'Nats-Batch-Commit';

function withoutBatch(message: PendingMessage): PendingMessage {
  for (const name of [BATCH_ID, BATCH_SEQUENCE, BATCH_COMMIT]) message.headers.delete(name);
  return message;
}
