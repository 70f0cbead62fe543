import type { Calendar } from '../../api/types.js';
import { DAYS, type Day, type OpenHours } from './week.js';

type Hours = Pick<Calendar, 'timezone' | 'weeklyHours' | 'holidays'>;

/** The date, time of day and day of the week in a zone. */
interface LocalTime {
  readonly date: string;
  readonly time: string;
  readonly day: Day;
}

export interface OpenState {
  readonly isOpen: boolean;
  readonly now: LocalTime;
  /** When that changes, in the calendar's zone; null: not within a year. */
  readonly changes: { readonly date: string; readonly day: Day; readonly time: string } | null;
}

const DAY_MS = 86_400_000;
const LOOKED_AHEAD = 370;
const MIDNIGHT = '24:00';

/** Whether a calendar is open at an instant, and when that changes. Only what its walls show counts: no offsets. */
export function openState(calendar: Hours, nowMs: number): OpenState {
  const now = localTime(calendar.timezone, nowMs);
  const today = hoursOn(calendar, now.date);
  const open = today.find(({ from, to }) => from <= now.time && now.time < to);
  if (open !== undefined) return { isOpen: true, now, changes: closes(calendar, now, open) };
  const later = today.find(({ from }) => from > now.time);
  if (later !== undefined) return { isOpen: false, now, changes: { ...now, time: later.from } };
  for (let ahead = 1; ahead <= LOOKED_AHEAD; ahead += 1) {
    const date = dateAfter(now.date, ahead);
    const first = [...hoursOn(calendar, date)].sort((a, b) => a.from.localeCompare(b.from))[0];
    if (first !== undefined)
      return { isOpen: false, now, changes: { date, day: dayOf(date), time: first.from } };
  }
  return { isOpen: false, now, changes: null };
}

/** What ends at midnight may go on the next day. */
function closes(calendar: Hours, now: LocalTime, open: OpenHours): OpenState['changes'] {
  let date = now.date;
  let { to } = open;
  for (let ahead = 1; to === MIDNIGHT && ahead <= LOOKED_AHEAD; ahead += 1) {
    const next = dateAfter(now.date, ahead);
    const goesOn = hoursOn(calendar, next).find(({ from }) => from === '00:00');
    if (goesOn === undefined) break;
    date = next;
    ({ to } = goesOn);
    if (ahead === LOOKED_AHEAD) return null;
  }
  return { date, day: dayOf(date), time: to };
}

/** A holiday's hours take the place of the day's. */
function hoursOn({ weeklyHours, holidays }: Hours, date: string): readonly OpenHours[] {
  const holiday = holidays.find((each) => each.date === date);
  return holiday === undefined ? (weeklyHours[dayOf(date)] ?? []) : holiday.hours;
}

export function localTime(timezone: string, ms: number): LocalTime {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return { date, time: `${part('hour')}:${part('minute')}`, day: dayOf(date) };
}

function dayOf(date: string): Day {
  const fromMonday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return DAYS[fromMonday] ?? 'monday';
}

const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
