import { BUCKETS, timerStateSchema, type StoredTimer } from '@deskhook/contracts';
import { derivedId, type SlaMetric, type TimerState } from '@deskhook/domain';
import { VersionedBucket, type Broker } from '@deskhook/messaging';

const IN_USE_CHECK_MS = 10_000;

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

  async read(
    tenant: string,
    ticketId: string,
    metric: SlaMetric,
  ): Promise<{ readonly timer: StoredTimer | null; readonly revision: number }> {
    const { value, revision } = await this.bucket.read(timerKey(tenant, ticketId, metric));
    const parsed = timerStateSchema.safeParse(value);
    return { timer: parsed.success ? parsed.data : null, revision };
  }

  /** False when somebody else wrote in between. */
  async write(
    tenant: string,
    ticketId: string,
    metric: SlaMetric,
    state: TimerState & Pick<StoredTimer, 'data'>,
    revision: number,
  ): Promise<boolean> {
    this.used = true;
    return this.bucket.write(timerKey(tenant, ticketId, metric), state, revision);
  }
}

/** A ticket's id may hold characters that a key cannot. */
export function timerKey(tenant: string, ticketId: string, metric: SlaMetric): string {
  return `${tenant}.${derivedId('tkt', [ticketId])}.${metric}`;
}
