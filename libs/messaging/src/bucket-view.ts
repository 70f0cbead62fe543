import { setTimeout as delay } from 'node:timers/promises';
import { DeliverPolicy, type JsMsg } from '@nats-io/jetstream';
import type { ConsumerLog } from './consumer-context.js';
import type { Broker } from './nats-connection.js';
import { withDeadline } from './with-deadline.js';

const PULL_EXPIRES_MS = 5_000;
const PULL_MAX = 100;
/** Marks are small. */
const PULL_MARKS_MAX = 1_000;
const RESTART_WAIT_MS = 100;

/** Receives every change of a bucket under the filters, starting with its present content. */
export interface BucketListener {
  /** `at` is when the entry was written, in epoch milliseconds of the broker's clock. */
  put(key: string, value: unknown, revision: number, at: number): void;
  /** `at` is when the key was removed, in epoch milliseconds of the broker's clock. */
  remove(key: string, at: number): void;
}

/** Which keys of which bucket are followed. */
export interface BucketSource {
  readonly bucket: string;
  /** Keys, with wildcards. */
  readonly filters: readonly string[];
  /** Headers that are followed instead of the entries, which then do not travel: `put` gets these, empty where there is none. */
  readonly marks?: readonly string[];
}

/**
 * Keeps a service's in-memory view in step with a bucket. It uses an ordered pull consumer with short
 * pulls, not a KV watch: a watch whose node dies stays stale for over a minute (jetstream page, "Failover").
 */
export class BucketView {
  private readonly prefix: string;
  private closed = false;
  private loaded = false;
  /** Sequence of the last write that was applied. */
  private applied = 0;
  private readonly waiting = new Set<{ readonly sequence: number; readonly resolve: () => void }>();
  private readonly load = Promise.withResolvers<void>();
  private stop: () => Promise<unknown> = () => Promise.resolve();

  constructor(
    private readonly broker: Broker,
    private readonly source: BucketSource,
    private readonly listener: BucketListener,
    private readonly log: ConsumerLog,
  ) {
    this.prefix = `$KV.${source.bucket}.`;
  }

  /** True once the bucket's content has been read. */
  get ready(): boolean {
    return this.loaded;
  }

  /** Starts following the bucket; returns when its present content has been applied. */
  async start(): Promise<void> {
    void this.run();
    void this.followAnewOnReconnect();
    await this.load.promise;
  }

  /** Resolves when the write of that sequence, or a later one, has been applied; throws when it is not in time. */
  async reached(sequence: number, timeMs: number): Promise<void> {
    if (this.applied >= sequence) return;
    const turn = Promise.withResolvers<void>();
    const waiting = { sequence, resolve: turn.resolve };
    this.waiting.add(waiting);
    const isReached = await withDeadline(turn.promise, timeMs);
    this.waiting.delete(waiting);
    if (!isReached)
      throw new Error(`write ${sequence} has not come within ${timeMs} ms, the last was ${this.applied}`);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.stop();
  }

  /** A broker that restarts forgets the reader; without this the client would notice seconds later. */
  private async followAnewOnReconnect(): Promise<void> {
    for await (const status of this.broker.connection.status()) {
      if (this.closed) return;
      if (status.type === 'reconnect') await this.stop();
    }
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      try {
        await this.follow();
      } catch (error) {
        this.log.warn({ bucket: this.source.bucket, err: error }, 'bucket-view.interrupted');
      }
      if (!this.closed) await delay(RESTART_WAIT_MS);
    }
  }

  private async follow(): Promise<void> {
    const stream = `KV_${this.source.bucket}`;
    const filter_subjects = this.source.filters.map((filter) => this.prefix + filter);
    const consumer = await this.broker.js.consumers.get(stream, {
      filter_subjects,
      deliver_policy: DeliverPolicy.LastPerSubject,
      headers_only: this.source.marks !== undefined,
    });
    const { num_pending } = await consumer.info();
    if (num_pending === 0) this.markLoaded();
    const messages = await consumer.consume({
      expires: PULL_EXPIRES_MS,
      max_messages: this.source.marks === undefined ? PULL_MAX : PULL_MARKS_MAX,
      callback: (message) => this.apply(message),
    });
    this.stop = () => messages.close();
    if (this.closed) await messages.close();
    await messages.closed();
  }

  private apply(message: JsMsg): void {
    const key = message.subject.slice(this.prefix.length);
    const operation = message.headers?.get('KV-Operation');
    const at = Math.floor(message.info.timestampNanos / 1e6);
    if (operation === 'DEL' || operation === 'PURGE') this.listener.remove(key, at);
    else this.put(key, message, at);
    this.applied = Math.max(this.applied, message.seq);
    for (const { sequence, resolve } of this.waiting) if (sequence <= this.applied) resolve();
    if (message.info.pending === 0) this.markLoaded();
  }

  private put(key: string, message: JsMsg, at: number): void {
    try {
      this.listener.put(key, this.valueOf(message), message.seq, at);
    } catch (error) {
      this.log.error({ bucket: this.source.bucket, key, err: error }, 'bucket-view.record-refused');
    }
  }

  private valueOf(message: JsMsg): unknown {
    const { marks } = this.source;
    if (marks === undefined) return message.json();
    return Object.fromEntries(marks.map((name) => [name, message.headers?.get(name) ?? '']));
  }

  private markLoaded(): void {
    this.loaded = true;
    this.load.resolve();
  }
}
