import { AckPolicy, DeliverPolicy, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Broker } from './nats-connection.js';
import { BucketError } from './versioned-bucket.js';

/** An entry as a scan shows it: its marks, without its text. */
export interface ScannedEntry {
  readonly key: string;
  readonly revision: number;
  /** A header of the entry; empty when it has none of that name. */
  mark(name: string): string;
}

export interface ScanRange {
  /** Keys, with wildcards. */
  readonly filter: string;
  /** The first revision to look at; from the beginning when absent. */
  readonly from?: number;
  /** The last revision to look at; what the bucket holds at the start when absent. */
  readonly until?: number;
}

const BATCH_MAX = 500;
const FETCH_MS = 5_000;
/** Longer than anybody works on a batch. */
const INACTIVE_MS = 300_000;

/** The revision of the bucket's last write; 0: nothing was ever written. */
export async function lastRevision(broker: Broker, bucket: string): Promise<number> {
  return guarded(bucket, async () => (await broker.jsm.streams.info(`KV_${bucket}`)).state.last_seq);
}

/**
 * Every entry under a filter in the order of the last writes, a batch at a time. What is written meanwhile is left out: it
 * comes after the end. Throws a BucketError when the broker goes away in between.
 */
export async function* scanBucket(
  broker: Broker,
  bucket: string,
  range: ScanRange,
): AsyncGenerator<readonly ScannedEntry[]> {
  const stream = `KV_${bucket}`;
  const until = range.until ?? (await lastRevision(broker, bucket));
  const { name } = await guarded(bucket, () => addScanner(broker, stream, bucket, range));
  try {
    const consumer = await guarded(bucket, () => broker.js.consumers.get(stream, name));
    for (;;) {
      const batch = await guarded(bucket, () => fetchBatch(consumer));
      const entries = batch.filter(({ seq }) => seq <= until).filter(isRecord);
      if (entries.length > 0) yield entries.map((message) => scanned(message, bucket));
      const last = batch.at(-1);
      if (last === undefined || last.seq >= until || last.info.pending === 0) return;
    }
  } finally {
    await broker.jsm.consumers.delete(stream, name).catch(() => undefined);
  }
}

function addScanner(broker: Broker, stream: string, bucket: string, { filter, from }: ScanRange) {
  return broker.jsm.consumers.add(stream, {
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: Math.max(1, from ?? 1),
    filter_subject: `$KV.${bucket}.${filter}`,
    headers_only: true,
    inactive_threshold: nanos(INACTIVE_MS),
    mem_storage: true,
    num_replicas: 1,
  });
}

/** What is there, up to a batch; none when nothing is left. */
async function fetchBatch(consumer: Consumer): Promise<JsMsg[]> {
  const { num_pending } = await consumer.info();
  const batch: JsMsg[] = [];
  if (num_pending === 0) return batch;
  const messages = await consumer.fetch({
    max_messages: Math.min(num_pending, BATCH_MAX),
    expires: FETCH_MS,
  });
  for await (const message of messages) batch.push(message);
  if (batch.length === 0) throw new Error('entries that are there did not come');
  return batch;
}

function isRecord(message: JsMsg): boolean {
  return (message.headers?.get('KV-Operation') ?? '') === '';
}

function scanned(message: JsMsg, bucket: string): ScannedEntry {
  return {
    key: message.subject.slice(`$KV.${bucket}.`.length),
    revision: message.seq,
    mark: (name) => message.headers?.get(name) ?? '',
  };
}

async function guarded<T>(bucket: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new BucketError(`the broker does not answer for the bucket ${bucket}`, { cause });
  }
}
