const BURST_SECONDS = 5;

/** How many spans of failures may be exported beside the sampled ones: so many a second, and five times that at once. */
export class FailureBudget {
  private tokens = 0;
  private filledAt = 0;

  constructor(private perSecond: number) {
    this.tokens = this.burst;
  }

  /** 0 switches it off. */
  limit(perSecond: number): void {
    this.perSecond = perSecond;
    this.tokens = this.burst;
  }

  /** Whether one more may be exported. `now` in milliseconds of a clock that never goes back. */
  take(now: number): boolean {
    const gained = (Math.max(0, now - this.filledAt) * this.perSecond) / 1_000;
    this.filledAt = now;
    this.tokens = Math.min(this.burst, this.tokens + gained);
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** At least one, so that a rate below one a second is still a rate. */
  private get burst(): number {
    return this.perSecond === 0 ? 0 : Math.max(1, this.perSecond * BURST_SECONDS);
  }
}

const FAILED_PER_SECOND = 20;

/** The budget of this process, whatever services run in it. */
export const failureBudget = new FailureBudget(FAILED_PER_SECOND);
