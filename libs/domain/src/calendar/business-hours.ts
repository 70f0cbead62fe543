import type { BusinessCalendarDefinition } from './business-calendar.js';
import { CalendarPages, firstPageAt, lastPageAt } from './calendar-pages.js';
import type { WorkingTime } from './working-time.js';
import { REACH } from './zone.js';

/**
 * A business calendar's open hours as real, elapsed time. Where the clocks skip a wall time, hours begin or end at the jump;
 * where they show one twice, hours begin at the first and end at the second. `add` of 0 or less gives `from` itself, open or not;
 * time that fits an interval exactly ends with it, not at the next opening. Nothing is open before 1970 or after 2099.
 *
 * Throws a RangeError for a zone that this runtime does not know, and for hours or dates that are none.
 */
export function businessHours(definition: BusinessCalendarDefinition): WorkingTime {
  const pages = new CalendarPages(definition);
  return {
    isOpen: (at) => at >= REACH.from && at < REACH.to && isOpenAt(pages, at),
    add: (from, ms) => (ms <= 0 ? from : afterOpenTime(pages, Math.max(from, REACH.from), ms)),
    between: (from, to) => openTimeBetween(pages, Math.max(from, REACH.from), Math.min(to, REACH.to)),
  };
}

function isOpenAt(pages: CalendarPages, at: number): boolean {
  const last = lastPageAt(at);
  for (let number = firstPageAt(at); number <= last; number++) {
    if (pages.get(number).isOpen(at)) return true;
  }
  return false;
}

function openTimeBetween(pages: CalendarPages, from: number, to: number): number {
  if (!(from < to)) return 0;
  const last = lastPageAt(to);
  let openMs = 0;
  for (let number = firstPageAt(from); number <= last; number++)
    openMs += pages.openMsUntil(number, to) - pages.openMsUntil(number, from);
  return openMs;
}

function afterOpenTime(pages: CalendarPages, from: number, ms: number): number | null {
  const last = lastPageAt(REACH.to);
  let left = ms;
  for (let number = firstPageAt(from); number <= last; number++) {
    const passed = pages.openMsUntil(number, from);
    const available = pages.openMs(number) - passed;
    if (left <= available) {
      const at = pages.get(number).instantAfter(passed + left);
      return at <= REACH.to ? at : null;
    }
    left -= available;
  }
  return null;
}
