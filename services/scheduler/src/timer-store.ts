import { BUCKETS, timerStateSchema, type StoredTimer, type TimerMessage } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import { VersionedBucket, type Broker, type BucketEntry } from '@deskhook/messaging';

const IN_USE_CHECK_MS = 10_000;

export type TimerId = Pick<TimerMessage, 'tenant' | 'ticketId' | 'metric'>;

/** A timer with what a write must name. */
export interface TimerEntry {
  readonly timer: StoredTimer | null;
  readonly entry: BucketEntry;
}

/** The authoritative state of the timers, in the key-value bucket. */
export class TimerStore {
  private readonly bucket: VersionedBucket;
  private used = false;
  private checkedAt = -Infinity;

  constructor(broker: Broker) {
    this.bucket = new VersionedBucket(broker, BUCKETS.timers);
  }

  /** Whether any timer has ever been set; looked up now and then while there is none. */
  async inUse(now: number): Promise<boolean> {
    if (this.used || now - this.checkedAt < IN_USE_CHECK_MS) return this.used;
    this.checkedAt = now;
    this.used = await this.bucket.inUse();
    return this.used;
  }

  async read(timer: TimerId): Promise<TimerEntry> {
    const entry = await this.bucket.read(timerKey(timer));
    return { timer: entry.text === null ? null : timerStateSchema.parse(JSON.parse(entry.text)), entry };
  }

  /** False when somebody else wrote in between. */
  async write(timer: TimerId, state: StoredTimer, entry: BucketEntry): Promise<boolean> {
    this.used = true;
    return this.bucket.replace(timerKey(timer), entry, JSON.stringify(state));
  }
}

/** A ticket's id may hold characters that a key cannot. */
export function timerKey({ tenant, ticketId, metric }: TimerId): string {
  return `${tenant}.${derivedId('tkt', [ticketId])}.${metric}`;
}
