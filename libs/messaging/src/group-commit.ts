import { errors, type MsgHdrs } from '@nats-io/transport-node';
import { PublishRefusedError, type PublishAck, type PublishAcks } from './publish-acks.js';
import { atTurnEnd } from './turn-end.js';

/** A message that waits to be stored, and who waits for it. */
export interface PendingMessage {
  readonly subject: string;
  readonly payload: Uint8Array | string;
  readonly headers: MsgHdrs;
  readonly resolve: (ack: PublishAck) => void;
  readonly refuse: (error: unknown) => void;
}

/** Messages that are stored together, or at least the last of them after all others. */
export type Bundle = readonly [PendingMessage, ...(readonly PendingMessage[])];

/** Below this a batch is slower than its messages one by one. */
const BATCH_COUNT_MIN = 8;
const BATCH_COUNT_MAX = 500;
const BATCH_BYTES_MAX = 2_000_000;

/** Whether messages with these payloads go into one batch. */
export function fitsOneBatch(payloads: readonly PendingMessage['payload'][]): boolean {
  const bytes = payloads.reduce((sum, { length }) => sum + length, 0);
  return payloads.length <= BATCH_COUNT_MAX && bytes <= BATCH_BYTES_MAX;
}

/** While these are being stored, what comes gathers for the next. */
const BATCHES_IN_FLIGHT_MAX = 2;

/**
 * Stores messages of one stream, together where many come at once: a broker that syncs each write to the disk stores an
 * atomic batch with one sync (jetstream page, "Throughput"), and acknowledges it once. A batch is refused whole, for
 * example because one of its ids is known already; its messages are then stored one by one, the last of a bundle once the
 * others are.
 */
export class GroupCommit {
  private queued: Bundle[] = [];
  private inFlight = 0;
  private count = 0;

  constructor(
    private readonly acks: PublishAcks,
    /** Distinguishes this publisher's batches from those of all others. */
    private readonly name: string,
  ) {}

  add(bundle: Bundle): void {
    this.queued.push(bundle);
  }

  /** Sends what has gathered, unless enough is on its way. */
  flush(): void {
    while (this.queued.length > 0 && this.inFlight < BATCHES_IN_FLIGHT_MAX) {
      const batch = this.nextBatch();
      if (batch.flat().length < BATCH_COUNT_MIN) storeSingly(this.acks, batch);
      else void this.storeTogether(batch);
    }
  }

  private nextBatch(): readonly Bundle[] {
    let bytes = 0;
    let count = 0;
    let bundles = 0;
    for (const bundle of this.queued) {
      count += bundle.length;
      for (const { payload } of bundle) bytes += payload.length;
      if (bundles > 0 && (count > BATCH_COUNT_MAX || bytes > BATCH_BYTES_MAX)) break;
      bundles++;
    }
    return this.queued.splice(0, bundles);
  }

  private async storeTogether(bundles: readonly Bundle[]): Promise<void> {
    const batch = bundles.flat();
    this.inFlight++;
    try {
      const { sequence } = await this.send(batch);
      const first = sequence - batch.length + 1;
      for (const [index, message] of batch.entries())
        message.resolve({ sequence: first + index, duplicate: false });
    } catch (error) {
      if (error instanceof PublishRefusedError || error instanceof errors.InvalidArgumentError) {
        for (const { headers } of batch) leaveBatch(headers);
        storeSingly(this.acks, bundles);
      } else for (const message of batch) message.refuse(error);
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

function leaveBatch(headers: MsgHdrs): void {
  for (const name of [BATCH_ID, BATCH_SEQUENCE, BATCH_COMMIT]) headers.delete(name);
}

function storeSingly(acks: PublishAcks, bundles: readonly Bundle[]): void {
  const store = ({ subject, payload, headers }: PendingMessage) => acks.publish(subject, payload, headers);
  for (const bundle of bundles) {
    const others = bundle.slice(0, -1).map((message) => {
      const ack = store(message);
      ack.then(message.resolve, message.refuse);
      return ack;
    });
    const last = bundle.at(-1) ?? bundle[0];
    const stored =
      others.length === 0 ? store(last) : Promise.all(others).then(() => atTurnEnd(() => store(last)));
    stored.then(last.resolve, last.refuse);
  }
}
