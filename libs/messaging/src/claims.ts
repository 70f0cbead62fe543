import { BUCKETS, CLAIM_MS_MAX } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import { z } from 'zod';
import type { Broker } from './nats-connection.js';
import { BucketError, VersionedBucket } from './versioned-bucket.js';

const claimSchema = z.object({ owner: z.string(), until: z.number() });
const TRIES_MAX = 5;

/** What is claimed, by whom, and for how long. */
export interface Claim {
  readonly parts: readonly string[];
  readonly owner: string;
  /** At most `CLAIM_MS_MAX`. */
  readonly windowMs: number;
}

/** Grants something to the first who asks within a time window, over all replicas and restarts. */
export class Claims {
  private readonly bucket: VersionedBucket;

  constructor(broker: Broker) {
    this.bucket = new VersionedBucket(broker, BUCKETS.claims);
  }

  /** True for the owner, however often it asks; false for everybody else until the window is over. */
  async claim({ parts, owner, windowMs }: Claim, now: number): Promise<boolean> {
    const key = derivedId('claim', parts);
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.bucket.read(key);
      const known = entry.text === null ? null : claimSchema.parse(JSON.parse(entry.text));
      if (known !== null && known.owner === owner) return true;
      if (known !== null && known.until > now) return false;
      const made = { owner, until: now + Math.min(windowMs, CLAIM_MS_MAX) };
      if (await this.bucket.replace(key, entry, JSON.stringify(made))) return true;
    }
    // Refused would mean lost: the event is looked at again.
    throw new BucketError(`no turn at the claim ${key}`);
  }
}
