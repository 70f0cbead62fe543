import { BUCKETS } from '@deskhook/contracts';
import {
  EMPTY_RATE_WINDOW,
  rateBegun,
  rateEnded,
  rateOpensAt,
  rateTakenOver,
  type RateLimit,
  type RateWindow,
} from '@deskhook/domain';
import { BucketError, MarkedBucket, type Broker, type BucketEntry } from '@deskhook/messaging';
import { z } from 'zod';

const KEY_PREFIX = 'pace.';
/** What is older than the span of the limit does not count any more. */
const KEEP_MS = 60_000;
const windowSchema = z.object({
  inFlight: z.number(),
  ended: z.array(z.tuple([z.number(), z.number()])),
});

/**
 * Holds a lane to its rate limit, also over a change of its holder: a request is written down before it is sent. A request
 * that could not be written down is not sent.
 */
export class LanePace {
  private writing: Promise<void> | null = null;
  private isStale = false;
  private entry: Pick<BucketEntry, 'revision'> | null = null;
  /** The clock of this holder: that of the machine when it began, which may be set back or forth later. */
  private readonly zero = Date.now() - performance.now();

  private constructor(
    private readonly bucket: MarkedBucket,
    private readonly key: string,
    private window: RateWindow,
    private perMs: number,
  ) {}

  /** Takes over what was written down. Throws a TransientError while the broker is away. */
  static async open(broker: Broker, lane: string, limit: RateLimit): Promise<LanePace> {
    const bucket = new MarkedBucket(broker, BUCKETS.leases);
    const key = KEY_PREFIX + lane;
    const entry = await bucket.read(key);
    const window = entry.text === null ? EMPTY_RATE_WINDOW : windowSchema.parse(JSON.parse(entry.text));
    return new LanePace(bucket, key, rateTakenOver(window, limit, Date.now()), limit.perMs);
  }

  /** How long until one more request may begin, in milliseconds; null: one in flight must end first. */
  waitMs(limit: RateLimit): number | null {
    const now = this.now();
    const at = rateOpensAt(this.window, limit, now);
    return at === null ? null : at - now;
  }

  /** Counts a request that is to begin; resolves when that is written down. Throws when it cannot be. */
  async begin({ perMs }: RateLimit): Promise<void> {
    this.perMs = perMs;
    this.window = rateBegun(this.window);
    await this.write();
  }

  /** `made` is false where the request was not sent after all. */
  end(limit: RateLimit, made: boolean): void {
    this.window = rateEnded(this.window, limit, this.now(), made);
  }

  /** Writes the present state down, for whoever has the lane next. */
  async close(): Promise<void> {
    await this.write();
  }

  private now(): number {
    return Math.ceil(this.zero + performance.now());
  }

  /** Those who come while one write is on its way share the next. */
  private async write(): Promise<void> {
    this.isStale = true;
    while (this.writing !== null) await this.writing;
    if (!this.isStale) return;
    this.isStale = false;
    this.writing = this.store().finally(() => (this.writing = null));
    await this.writing;
  }

  private async store(): Promise<void> {
    const text = JSON.stringify(this.window);
    // After a write that failed it is not known what stands there; the lease says that it is ours.
    const { revision } = this.entry ?? (await this.bucket.read(this.key));
    this.entry = null;
    const options = { marks: {}, keepMs: this.perMs + KEEP_MS };
    const written = await this.bucket.write(this.key, { revision }, text, options);
    if (written === null) throw new BucketError(`another process wrote ${this.key}`);
    this.entry = { revision: written };
  }
}
