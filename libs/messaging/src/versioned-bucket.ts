import { TransientError } from '@deskhook/contracts';
import { Kvm, type KV } from '@nats-io/kv';
import { isWrongLastSequence } from './api-error.js';
import type { Broker } from './nats-connection.js';

/** The broker does not answer for a bucket. */
export class BucketError extends TransientError {
  override readonly name = 'BucketError';
}

/** A key as it stands in the bucket. */
export interface BucketEntry {
  /** What a compare-and-set compares with; 0: the key was never written. */
  readonly revision: number;
  /** The record as JSON text; null when there is none. */
  readonly text: string | null;
}

/** Reads and writes single keys of a bucket, with compare-and-set. */
export class VersionedBucket {
  private opening: Promise<KV> | null = null;

  constructor(
    private readonly broker: Broker,
    private readonly name: string,
  ) {}

  async read(key: string): Promise<BucketEntry> {
    const entry = await this.guard((kv) => kv.get(key));
    if (entry === null) return { revision: 0, text: null };
    return { revision: entry.revision, text: entry.operation === 'PUT' ? entry.string() : null };
  }

  /** Writes (or, for null, deletes) the key. False when somebody else wrote since `entry` was read. */
  async replace(key: string, entry: BucketEntry, text: string | null): Promise<boolean> {
    const previousSeq = entry.revision;
    try {
      await this.guard<unknown>((kv) =>
        text === null ? kv.delete(key, { previousSeq }) : kv.put(key, text, { previousSeq }),
      );
      return true;
    } catch (error) {
      if (error instanceof BucketError && isWrongLastSequence(error.cause)) return false;
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

  /** True when the bucket holds or held anything. */
  async inUse(): Promise<boolean> {
    return this.guard(async (kv) => (await kv.status()).values > 0);
  }

  private async guard<T>(work: (kv: KV) => Promise<T>): Promise<T> {
    try {
      this.opening ??= new Kvm(this.broker.js).open(this.name);
      return await work(await this.opening);
    } catch (cause) {
      this.opening = null;
      throw new BucketError(`the broker does not answer for the bucket ${this.name}`, { cause });
    }
  }
}
