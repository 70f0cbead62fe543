/** What values without a slot are counted under. */
export const OTHER = '_other';

const IDLE_MS = 3_600_000;

/**
 * The values of a label that have series of their own: the first so many that come along; the others share one. A value
 * that nobody used for an hour gives its place to the next. So the number of series has a bound, whoever makes them up.
 */
export class LabelSlots {
  private readonly usedAt = new Map<string, number>();

  constructor(private countMax: number) {}

  /** Takes effect for values that come from now on; those that have a slot keep it. */
  limit(countMax: number): void {
    this.countMax = countMax;
  }

  /** The value itself, or the one of all others when there is no slot left. `now` in epoch milliseconds. */
  use(value: string, now: number): string {
    if (this.usedAt.size >= this.countMax && !this.usedAt.has(value)) return OTHER;
    this.usedAt.set(value, now);
    return value;
  }

  /** The same for who only shows how something stands: that keeps no slot from those that are at work. */
  show(value: string, now: number): string {
    return this.usedAt.has(value) ? value : this.use(value, now);
  }

  /** Takes back the slots that were not used for an hour, and tells whose they were. */
  free(now: number): readonly string[] {
    const idle = [...this.usedAt].filter(([, usedAt]) => now - usedAt >= IDLE_MS).map(([value]) => value);
    for (const value of idle) this.usedAt.delete(value);
    return idle;
  }
}
