const BURST_SECONDS = 5;

/** A bucket of tokens: so many a second, and five times that at once. */
class TokenBucket {
  private tokens: number;
  private filledAt = 0;

  constructor(private readonly perSecond: number) {
    this.tokens = this.burst;
  }

  /** Whether there is one. `now` in milliseconds of a clock that never goes back. */
  has(now: number): boolean {
    const gained = (Math.max(0, now - this.filledAt) * this.perSecond) / 1_000;
    this.filledAt = now;
    this.tokens = Math.min(this.burst, this.tokens + gained);
    return this.tokens >= 1;
  }

  take(): void {
    this.tokens -= 1;
  }

  /** At least one, so that a rate below one a second is still a rate. */
  private get burst(): number {
    return this.perSecond === 0 ? 0 : Math.max(1, this.perSecond * BURST_SECONDS);
  }
}

/** Of one endpoint or tenant: enough to see what is wrong with it. */
const OF_ONE_PER_SECOND = 1;
/** Remembered at once. The one that was asked for least lately is forgotten, whose bucket is full again by then. */
const ONES_MAX = 10_000;

/**
 * How many spans of failures may be exported beside the sampled ones: so many a second, and five times that at once. Each endpoint
 * has a small budget of its own before that, so that a receiver that is down leaves room for the rare failure of another one.
 */
export class FailureBudget {
  private all: TokenBucket;
  private readonly ones = new Map<string, TokenBucket>();

  constructor(perSecond: number) {
    this.all = new TokenBucket(perSecond);
  }

  /** 0 switches it off. */
  limit(perSecond: number): void {
    this.all = new TokenBucket(perSecond);
    this.ones.clear();
  }

  /**
   * Whether one more may be exported. `now` in milliseconds of a clock that never goes back.
   * @param of whose failure it is
   */
  take(of: string, now: number): boolean {
    const one = this.one(of);
    if (!one.has(now) || !this.all.has(now)) return false;
    one.take();
    this.all.take();
    return true;
  }

  private one(of: string): TokenBucket {
    const bucket = this.ones.get(of) ?? new TokenBucket(OF_ONE_PER_SECOND);
    this.ones.delete(of);
    this.ones.set(of, bucket);
    const [oldest] = this.ones.size > ONES_MAX ? this.ones.keys() : [];
    if (oldest !== undefined) this.ones.delete(oldest);
    return bucket;
  }
}

const FAILED_PER_SECOND = 20;

/** The budget of this process, whatever services run in it. */
export const failureBudget = new FailureBudget(FAILED_PER_SECOND);
