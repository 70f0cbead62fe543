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

  /** Puts it together with what is there, unless that counts no more; gives what is there then. */
  async write(
    key: string,
    record: HealthRecord,
    isOver: (known: HealthRecord) => boolean,
  ): Promise<HealthRecord> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.bucket.read(key);
      const known = recordOf(entry);
      const made = known === null || isOver(known) ? record : merged(known, record);
      if (await this.bucket.replace(key, entry, JSON.stringify(made))) return made;
    }
    throw new BucketError(`no turn at the health of ${key}`);
  }

  /** False: there is one that is to stay. */
  async erase(key: string, isOver: (known: HealthRecord) => boolean = () => true): Promise<boolean> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const entry = await this.bucket.read(key);
      const known = recordOf(entry);
      if (known !== null && !isOver(known)) return false;
      if (known === null || (await this.bucket.replace(key, entry, null))) return true;
    }
    throw new BucketError(`no turn at the health of ${key}`);
  }
}

function recordOf({ text }: BucketEntry): HealthRecord | null {
  return text === null ? null : healthRecordSchema.parse(JSON.parse(text));
}

/** Whoever saw it fail first is right, and it is left alone for as long as it asked anybody. */
function merged(known: HealthRecord, made: HealthRecord): HealthRecord {
  return {
    ...made,
    failingSince: earlier(known.failingSince, made.failingSince),
    quietUntil: Math.max(known.quietUntil ?? 0, made.quietUntil ?? 0) || null,
  };
}

function earlier(one: number | null, two: number | null): number | null {
  return one === null || two === null ? (one ?? two) : Math.min(one, two);
}
