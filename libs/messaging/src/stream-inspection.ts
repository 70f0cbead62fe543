import type { StreamName } from '@deskhook/contracts';
import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { isConsumerNotFound } from './api-error.js';
import { incomingMessage, type IncomingMessage } from './incoming-message.js';
import type { Broker } from './nats-connection.js';
import { randomHex } from './random-id.js';
import { StoreError } from './stored-messages.js';

/** What a stream holds: everything from `first` to `last` but what was deleted in between. */
export interface StreamExtent {
  /** Distinguishes it from one of the same name that was there before. */
  readonly createdAt: string;
  readonly first: number;
  readonly last: number;
  readonly deleted: ReadonlySet<number>;
}

/** How far a durable consumer has come. */
export interface ConsumerPosition {
  /** Everything up to this sequence that it is meant for is settled. */
  readonly settledUpTo: number;
  /** Messages that are not settled yet. */
  readonly unsettled: number;
}

const FETCH_MS = 5_000;
const INACTIVE_MS = 30_000;

/** What a stream of which single messages are hardly ever deleted holds. */
export function streamExtent({ jsm }: Broker, stream: StreamName): Promise<StreamExtent> {
  return guarded(stream, async () => {
    const { created, state } = await jsm.streams.info(stream, { deleted_details: true });
    const { first_seq: first, last_seq: last } = state;
    // Absent where nothing is missing, whatever the client's type says.
    const deleted: readonly number[] | undefined = state.deleted;
    // A stream that never held anything tells of a sequence 0.
    return { createdAt: created, first, last, deleted: new Set(deleted?.filter((one) => one > 0)) };
  });
}

/** How far a consumer has come; null when there is no such consumer. */
export function consumerPosition(
  { jsm }: Broker,
  stream: StreamName,
  durable: string,
): Promise<ConsumerPosition | null> {
  return guarded(stream, async () => {
    // In this order: what is stored in between is pending then.
    const { state } = await jsm.streams.info(stream);
    try {
      const info = await jsm.consumers.info(stream, durable);
      const unsettled = info.num_pending + info.num_ack_pending;
      return { settledUpTo: unsettled === 0 ? state.last_seq : info.ack_floor.stream_seq, unsettled };
    } catch (error) {
      if (isConsumerNotFound(error)) return null;
      throw error;
    }
  });
}

/** How many messages each subject under a filter holds. */
export function countUnder(
  { jsm }: Broker,
  stream: StreamName,
  filter: string,
): Promise<ReadonlyMap<string, number>> {
  return guarded(stream, async () => {
    const { state } = await jsm.streams.info(stream, { subjects_filter: filter });
    return new Map(Object.entries(state.subjects ?? {}));
  });
}

/** What is read of a subject without the payloads. */
export interface HeaderRange {
  readonly subject: string;
  /** The first sequence to look at. */
  readonly from: number;
  readonly countMax: number;
}

/** The messages of a subject in the order of their sequences, without their payloads. Not for work-queue streams. */
export function readHeaders(
  broker: Broker,
  stream: StreamName,
  { subject, from, countMax }: HeaderRange,
): Promise<readonly IncomingMessage[]> {
  return guarded(stream, async () => {
    const name = `reader-${randomHex(8)}`;
    const { num_pending } = await broker.jsm.consumers.add(stream, {
      // Named, so that permissions can tell readers from the consumers of services.
      name,
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: Math.max(1, from),
      filter_subject: subject,
      headers_only: true,
      inactive_threshold: nanos(INACTIVE_MS),
      mem_storage: true,
      num_replicas: 1,
    });
    try {
      const found: IncomingMessage[] = [];
      const max_messages = Math.min(num_pending, countMax);
      if (max_messages === 0) return found;
      const consumer = await broker.js.consumers.get(stream, name);
      for await (const message of await consumer.fetch({ max_messages, expires: FETCH_MS }))
        found.push(incomingMessage(message));
      return found;
    } finally {
      await broker.jsm.consumers.delete(stream, name).catch(() => undefined);
    }
  });
}

async function guarded<T>(stream: StreamName, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StoreError(`the broker does not answer for the stream ${stream}`, { cause });
  }
}
