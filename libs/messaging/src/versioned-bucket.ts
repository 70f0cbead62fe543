import { TransientError } from '@deskhook/contracts';
import { JetStreamApiError, JetStreamApiCodes } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { Broker } from './nats-connection.js';

/** A value with the revision that a guarded write must name; revision 0: there is none yet. */
export interface Versioned {
  readonly value: unknown;
  readonly revision: number;
}

/** A key-value bucket whose writes are guarded: each names the revision that it read. */
export class VersionedBucket {
  private opened: Promise<KV> | null = null;

  constructor(
    private readonly broker: Broker,
    private readonly name: string,
  ) {}

  async read(key: string): Promise<Versioned> {
    const entry = await this.guard(async (bucket) => bucket.get(key));
    if (entry === null) return { value: null, revision: 0 };
    return { value: entry.operation === 'PUT' ? entry.json() : null, revision: entry.revision };
  }

  /** Writes unless somebody else wrote since the revision; false then. */
  async write(key: string, value: unknown, revision: number): Promise<boolean> {
    return this.guard(async (bucket) => {
      try {
        await bucket.update(key, JSON.stringify(value), revision);
        return true;
      } catch (error) {
        if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence)
          return false;
        throw error;
      }
    });
  }

  /** True when the bucket holds or held anything. */
  async inUse(): Promise<boolean> {
    return this.guard(async (bucket) => (await bucket.status()).values > 0);
  }

  private async guard<T>(work: (bucket: KV) => Promise<T>): Promise<T> {
    try {
      this.opened ??= new Kvm(this.broker.js).open(this.name);
      return await work(await this.opened);
    } catch (cause) {
      this.opened = null;
      throw new TransientError(`the bucket ${this.name} does not answer`, { cause });
    }
  }
}
