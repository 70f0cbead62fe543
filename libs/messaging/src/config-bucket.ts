import { BUCKETS, TransientError } from '@deskhook/contracts';
import { Kvm, type KV } from '@nats-io/kv';
import { isWrongLastSequence } from './api-error.js';
import type { Broker } from './nats-connection.js';

/** The broker does not answer for the configuration bucket. */
export class ConfigBucketError extends TransientError {
  override readonly name = 'ConfigBucketError';
}

/** A key as it stands in the bucket. */
export interface ConfigEntry {
  /** What a compare-and-set compares with; 0: the key was never written. */
  readonly revision: number;
  /** The record as JSON text; null when there is none. */
  readonly text: string | null;
}

/** Reads and writes single keys of the configuration bucket, with compare-and-set. */
export class ConfigBucket {
  private opening: Promise<KV> | null = null;

  constructor(private readonly broker: Broker) {}

  async read(key: string): Promise<ConfigEntry> {
    const entry = await this.guard((kv) => kv.get(key));
    if (entry === null) return { revision: 0, text: null };
    return { revision: entry.revision, text: entry.operation === 'PUT' ? entry.string() : null };
  }

  /** Writes (or, for null, deletes) the key. False when somebody else wrote since `entry` was read. */
  async replace(key: string, entry: ConfigEntry, text: string | null): Promise<boolean> {
    const previousSeq = entry.revision;
    try {
      await this.guard<unknown>((kv) =>
        text === null ? kv.delete(key, { previousSeq }) : kv.put(key, text, { previousSeq }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConfigBucketError && isWrongLastSequence(error.cause)) return false;
      throw error;
    }
  }

  /** Every key that holds a record. */
  async keys(): Promise<readonly string[]> {
    return this.guard(async (kv) => {
      const found: string[] = [];
      for await (const key of await kv.keys()) found.push(key);
      return found;
    });
  }

  private async guard<T>(work: (kv: KV) => Promise<T>): Promise<T> {
    try {
      this.opening ??= new Kvm(this.broker.js).open(BUCKETS.config);
      return await work(await this.opening);
    } catch (cause) {
      this.opening = null;
      throw new ConfigBucketError('the broker does not answer for the configuration bucket', { cause });
    }
  }
}
