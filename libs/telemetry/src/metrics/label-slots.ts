/** What values without a slot are counted under. */
export const OTHER = '_other';

const IDLE_MS = 3_600_000;

/**
 * The values of a label that have series of their own: the first so many that come along; the others share one. When there
 * is no slot left, what nobody used for an hour gives its place to the next: until then its series stay, since of one that
 * goes and comes back Prometheus does not see the first value. So the number of series has a bound, whoever makes them up.
 */
export class LabelSlots {
  private readonly usedAt = new Map<string, number>();
  /** Those that only gauges have shown. They have no series that last, and so give way to whoever is at work. */
  private readonly shownAt = new Map<string, number>();
  /** Those at work that found no slot since the last time that slots were freed. */
  private readonly turnedAway = new Set<string>();

  constructor(private countMax: number) {}

  /** Takes effect for values that come from now on; those that have a slot keep it. */
  limit(countMax: number): void {
    this.countMax = countMax;
  }

  /** The value itself, or the one of all others when there is no slot left. `now` in epoch milliseconds. */
  use(value: string, now: number): string {
    if (!this.usedAt.has(value) && !this.admits(value)) return OTHER;
    this.usedAt.set(value, now);
    return value;
  }

  /** The same for who only shows how something stands: that takes no slot from those that are at work. */
  show(value: string, now: number): string {
    if (this.usedAt.has(value)) return value;
    if (!this.shownAt.has(value) && this.isFull) return OTHER;
    this.shownAt.set(value, now);
    return value;
  }

  /** Takes back slots that were not used for an hour, as many as were asked for in vain, and tells whose they were. */
  free(now: number): readonly string[] {
    const isIdle = ([, at]: readonly [string, number]) => now - at >= IDLE_MS;
    for (const [value] of [...this.shownAt].filter(isIdle)) this.shownAt.delete(value);
    const idle = [...this.usedAt].filter(isIdle).toSorted(([, one], [, two]) => one - two);
    const freed = idle.slice(0, this.turnedAway.size).map(([value]) => value);
    for (const value of freed) this.usedAt.delete(value);
    this.turnedAway.clear();
    return freed;
  }

  private get isFull(): boolean {
    return this.usedAt.size + this.shownAt.size >= this.countMax;
  }

  private admits(value: string): boolean {
    if (this.usedAt.size >= this.countMax) {
      if (this.turnedAway.size < this.countMax) this.turnedAway.add(value);
      return false;
    }
    this.shownAt.delete(value);
    const [longestShown] = this.shownAt.keys();
    if (this.isFull && longestShown !== undefined) this.shownAt.delete(longestShown);
    return true;
  }
}
