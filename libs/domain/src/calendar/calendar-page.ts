import { DAY_MS, type WallHours } from './wall-hours.js';
import type { Zone } from './zone.js';

/** Enough for most targets to stay on one or two pages, and a page is made in some microseconds. */
export const PAGE_DAYS = 32;

/** The open intervals of 32 days, disjoint and in order, as instants. */
export class CalendarPage {
  private readonly opens: number[] = [];
  private readonly closes: number[] = [];
  /** Open time of the page before each interval. */
  private readonly before: number[] = [];
  /** Open time of the whole page, in milliseconds. */
  readonly openMs: number;

  constructor(number: number, hoursOf: (day: number) => WallHours, zone: Zone) {
    const first = number * PAGE_DAYS;
    let openMs = 0;
    // Where clocks go back over midnight, hours of the day before may end after those of the day have begun.
    let free = lastClosing(first - 1, hoursOf, zone);
    for (let day = first; day < first + PAGE_DAYS; day++) {
      for (const [from, to] of hoursOf(day)) {
        const opensAt = Math.max(free, zone.opening(day * DAY_MS + from));
        const closesAt = zone.closing(day * DAY_MS + to);
        if (opensAt >= closesAt) continue;
        this.opens.push(opensAt);
        this.closes.push(closesAt);
        this.before.push(openMs);
        openMs += closesAt - opensAt;
        free = closesAt;
      }
    }
    this.openMs = openMs;
  }

  isOpen(at: number): boolean {
    const index = lastAtMost(this.opens, at);
    return index >= 0 && at < (this.closes[index] ?? -Infinity);
  }

  /** Open time of the page that has passed at an instant, in milliseconds. */
  openMsUntil(at: number): number {
    const index = lastAtMost(this.opens, at);
    if (index < 0) return 0;
    const { opensAt, closesAt, before } = this.interval(index);
    return before + Math.min(at, closesAt) - opensAt;
  }

  /** The first instant at which so much open time of the page has passed; more than 0, and at most `openMs`. */
  instantAfter(openMs: number): number {
    // Just below: when the time fits exactly, the end of an interval comes before the next opening.
    let index = lastAtMost(this.before, openMs);
    if (this.before[index] === openMs) index -= 1;
    const { opensAt, before } = this.interval(index);
    return opensAt + openMs - before;
  }

  private interval(index: number) {
    const [opensAt, closesAt, before] = [this.opens[index], this.closes[index], this.before[index]];
    if (opensAt === undefined || closesAt === undefined || before === undefined)
      throw new RangeError(`the page has no interval ${index}`);
    return { opensAt, closesAt, before };
  }
}

function lastClosing(day: number, hoursOf: (day: number) => WallHours, zone: Zone): number {
  const last = hoursOf(day).at(-1);
  return last === undefined ? -Infinity : zone.closing(day * DAY_MS + last[1]);
}

/** The index of the last value that is not above the limit; -1: there is none. Values are in order. */
function lastAtMost(values: readonly number[], limit: number): number {
  let [low, high] = [-1, values.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
