import { TransientError, type StreamName } from '@deskhook/contracts';
import { JetStreamApiError, type StoredMsg } from '@nats-io/jetstream';
import { isConsumerNotFound } from './api-error.js';
import { incomingHeaders, type IncomingMessage } from './incoming-message.js';
import type { Broker } from './nats-connection.js';

/** The broker does not answer for what a stream holds. */
export class StoreError extends TransientError {
  override readonly name = 'StoreError';
}

/** What is read of a subject in one go. */
export interface SubjectRange {
  /** One subject, or several by wildcards. */
  readonly subject: string;
  /** The first sequence to look at. */
  readonly from: number;
  readonly countMax: number;
  /** Bytes after which no further message is sent; the first comes in any case. */
  readonly bytesMax: number;
}

/** What was read, in the order of the sequences. */
export interface SubjectBatch {
  readonly messages: readonly IncomingMessage[];
  /** How many follow, as far as the replica that answered knew. */
  readonly left: number;
}

const READ_MS_MAX = 5_000;
/** Error codes of a sequence that is no more (nats-server, server/errors.json). */
const GONE: ReadonlySet<number> = new Set([10_037, 10_043]);

/**
 * The messages of a subject from a sequence on; none: there is nothing from there on. Any replica of the stream
 * answers, so the last moments may be missing, but nothing in between is.
 */
export async function readSubject(
  broker: Broker,
  stream: StreamName,
  { subject, from, countMax, bytesMax }: SubjectRange,
): Promise<SubjectBatch> {
  const range = { seq: from, next_by_subj: subject, batch: countMax, max_bytes: bytesMax };
  return guarded(stream, () => readBatch(broker, stream, range));
}

/** The message with the sequence, or null when it is no more. Only the leader's word counts for that: a replica may lag behind. */
export async function readMessage(
  { jsm }: Broker,
  stream: StreamName,
  sequence: number,
): Promise<IncomingMessage | null> {
  const at = { seq: sequence };
  const stored = await guarded(
    stream,
    async () => (await jsm.direct.getMessage(stream, at)) ?? (await jsm.streams.getMessage(stream, at)),
  );
  return stored === null ? null : storedMessage(stored);
}

/** The last sequence of a subject, wildcards allowed, as the stream's leader knows it; 0: it holds nothing. */
export async function lastSequenceOf(broker: Broker, stream: StreamName, subject: string): Promise<number> {
  const last = await guarded(stream, () => broker.jsm.streams.getMessage(stream, { last_by_subj: subject }));
  return last?.seq ?? 0;
}

/**
 * The sequence up to which a consumer has settled all that it is meant for, as the broker counts acknowledgements; 0: none,
 * or there is no such consumer. It may lag behind, and is never ahead.
 */
export async function settledUpTo({ jsm }: Broker, stream: StreamName, durable: string): Promise<number> {
  return guarded(stream, async () => {
    try {
      return (await jsm.consumers.info(stream, durable)).ack_floor.stream_seq;
    } catch (error) {
      if (isConsumerNotFound(error)) return 0;
      throw error;
    }
  });
}

/** How many messages each subject of a stream holds. */
export async function countBySubject(
  broker: Broker,
  stream: StreamName,
): Promise<ReadonlyMap<string, number>> {
  const { state } = await guarded(stream, () => broker.jsm.streams.info(stream));
  if (state.messages === 0) return new Map();
  const info = await guarded(stream, () => broker.jsm.streams.info(stream, { subjects_filter: '>' }));
  return new Map(Object.entries(info.state.subjects ?? {}));
}

/** Deletes a message; one that is no more is deleted already. */
export async function deleteStored(broker: Broker, stream: StreamName, sequence: number): Promise<void> {
  await guarded(stream, async () => {
    try {
      await broker.jsm.streams.deleteMessage(stream, sequence, false);
    } catch (error) {
      if (!(error instanceof JetStreamApiError && GONE.has(error.code))) throw error;
    }
  });
}

/** Deletes what a subject holds up to a sequence, which goes as well. */
export async function deleteUpTo(
  broker: Broker,
  stream: StreamName,
  subject: string,
  sequence: number,
): Promise<void> {
  await guarded(stream, () => broker.jsm.streams.purge(stream, { filter: subject, seq: sequence + 1 }));
}

async function readBatch(
  broker: Broker,
  stream: StreamName,
  range: { seq: number; next_by_subj: string; batch: number; max_bytes: number },
): Promise<SubjectBatch> {
  const messages: IncomingMessage[] = [];
  let left = 0;
  const end = Promise.withResolvers<void>();
  // Only with a callback does the client give its subscription up at the end.
  const reading = await broker.jsm.direct.getBatch(stream, {
    ...range,
    callback: (done, message) => {
      if (done === null) {
        messages.push(storedMessage(message));
        left = message.pending;
      } else if (done.err === undefined || isNothingFound(done.err)) end.resolve();
      else end.reject(done.err);
    },
  });
  const timer = setTimeout(() => reading.stop(new Error(`not read within ${READ_MS_MAX} ms`)), READ_MS_MAX);
  await end.promise.finally(() => clearTimeout(timer));
  return { messages, left };
}

function isNothingFound(error: Error): boolean {
  return 'code' in error && error.code === 404;
}

function storedMessage(message: StoredMsg): IncomingMessage {
  return {
    subject: message.subject,
    payload: message.data,
    sequence: message.seq,
    storedAt: message.time.getTime(),
    ...incomingHeaders(message.header),
  };
}

async function guarded<T>(stream: StreamName, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StoreError(`the broker does not answer for the stream ${stream}`, { cause });
  }
}
