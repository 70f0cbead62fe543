export interface FailureLimits {
  /** Failures that are let pass at once, and how many each minute brings back. */
  readonly perMinute: number;
  /** Names that are remembered; beyond that, those that failed longest ago are forgotten. */
  readonly namesMax: number;
}

interface Record {
  /** When all failures will have been worked off, in epoch milliseconds. */
  readonly until: number;
  readonly count: number;
}

const MINUTE_MS = 60_000;

/** Counts failures under names and tells when there were too many: a leaky bucket for each, in bounded memory. */
export class FailureLimiter {
  private readonly records = new Map<string, Record>();

  constructor(private readonly limits: FailureLimits) {}

  /** How long the name has to wait until another failure is let pass, in milliseconds; 0: not at all. */
  waitMs(name: string, now: number): number {
    const { until } = this.records.get(name) ?? { until: now };
    return Math.max(0, until + MINUTE_MS / this.limits.perMinute - now - MINUTE_MS);
  }

  /** Counts one more; answers with the failures since the name last was without any. */
  failed(name: string, now: number): number {
    const known = this.records.get(name);
    const isWorkedOff = known === undefined || known.until <= now;
    // One that must wait already does not wait longer for what is refused meanwhile.
    const more = isWorkedOff || this.waitMs(name, now) === 0 ? MINUTE_MS / this.limits.perMinute : 0;
    const record = {
      until: (isWorkedOff ? now : known.until) + more,
      count: isWorkedOff ? 1 : known.count + 1,
    };
    this.records.delete(name);
    this.records.set(name, record);
    this.forget();
    return record.count;
  }

  /** Names that are remembered at present. */
  get size(): number {
    return this.records.size;
  }

  private forget(): void {
    for (const name of this.records.keys()) {
      if (this.records.size <= this.limits.namesMax) return;
      this.records.delete(name);
    }
  }
}
