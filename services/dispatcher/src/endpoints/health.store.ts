import { BUCKETS, healthRecordSchema, type HealthRecord } from '@deskhook/contracts';
import { BucketError, VersionedBucket, type BucketEntry, type Broker } from '@deskhook/messaging';

const TRIES_MAX = 5;

/** What all dispatchers know of endpoints in trouble. Everything throws a BucketError while the broker does not answer. */
export class HealthStore {
  private readonly bucket: VersionedBucket;

  constructor(broker: Broker) {
    this.bucket = new VersionedBucket(broker, BUCKETS.health);
  }

  async read(key: string): Promise<HealthRecord | null> {
    return recordOf(await this.bucket.read(key));
  }

  /** Puts it together with what is there; gives what is there then. */
  async write(key: string, record: HealthRecord): Promise<HealthRecord> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.bucket.read(key);
      const made = merged(recordOf(entry), record);
      if (await this.bucket.replace(key, entry, JSON.stringify(made))) return made;
    }
    throw new BucketError(`no turn at the health of ${key}`);
  }

  async erase(key: string): Promise<void> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.bucket.read(key);
      if (entry.text === null || (await this.bucket.replace(key, entry, null))) return;
    }
    throw new BucketError(`no turn at the health of ${key}`);
  }
}

function recordOf({ text }: BucketEntry): HealthRecord | null {
  return text === null ? null : healthRecordSchema.parse(JSON.parse(text));
}

/** Whoever saw it fail first is right, and it is left alone for as long as it asked anybody. */
function merged(known: HealthRecord | null, made: HealthRecord): HealthRecord {
  if (known === null) return made;
  return {
    ...made,
    failingSince: earlier(known.failingSince, made.failingSince),
    quietUntil: Math.max(known.quietUntil ?? 0, made.quietUntil ?? 0) || null,
  };
}

function earlier(one: number | null, two: number | null): number | null {
  return one === null || two === null ? (one ?? two) : Math.min(one, two);
}
