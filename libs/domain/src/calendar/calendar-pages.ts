import type { BusinessCalendarDefinition } from './business-calendar.js';
import { CalendarPage, PAGE_DAYS } from './calendar-page.js';
import { DAY_MS, wallHoursOf, type WallHours } from './wall-hours.js';
import { zoneOf, type Zone } from './zone.js';

/** Pages that a calendar keeps, some five years. Of the others only the sums stay: the reach has 1,484 of them. */
const PAGES_MAX = 64;
const PAGE_MS = PAGE_DAYS * DAY_MS;
/** A local date may begin a day before or after that in UTC, and its hours may end a day later than it where clocks go back. */
const SLACK_MS = 2 * DAY_MS;

/** The open time of a calendar, page by page; pages are made when they are asked for. */
export class CalendarPages {
  private readonly hoursOf: (day: number) => WallHours;
  private readonly zone: Zone;
  private readonly pages = new Map<number, CalendarPage>();
  private readonly sums = new Map<number, number>();

  constructor(definition: BusinessCalendarDefinition) {
    this.hoursOf = wallHoursOf(definition);
    this.zone = zoneOf(definition.timezone);
  }

  get(number: number): CalendarPage {
    const known = this.pages.get(number);
    if (known !== undefined) return known;
    if (this.pages.size >= PAGES_MAX) this.pages.clear();
    const page = new CalendarPage(number, this.hoursOf, this.zone);
    this.pages.set(number, page);
    this.sums.set(number, page.openMs);
    return page;
  }

  /** Open time of a whole page, in milliseconds. */
  openMs(number: number): number {
    return this.sums.get(number) ?? this.get(number).openMs;
  }

  /** Open time of a page that has passed at an instant, in milliseconds. */
  openMsUntil(number: number, at: number): number {
    if (at < number * PAGE_MS - SLACK_MS) return 0;
    if (at > (number + 1) * PAGE_MS + SLACK_MS) return this.openMs(number);
    return this.get(number).openMsUntil(at);
  }
}

/** The first page that may hold open time after an instant. */
export function firstPageAt(at: number): number {
  return Math.floor((at - SLACK_MS) / PAGE_MS);
}

/** The last page that may hold open time before an instant. */
export function lastPageAt(at: number): number {
  return Math.floor((at + SLACK_MS) / PAGE_MS);
}
