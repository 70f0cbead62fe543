import { WEEKDAY_NAMES, type BusinessCalendarDefinition, type OpenHours } from './business-calendar.js';

/** Open hours of a day in milliseconds since its midnight on the wall clock, first included, second not. */
export type WallHours = readonly (readonly [from: number, to: number])[];

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAYS_A_WEEK = 7;
/** 1970-01-01, day 0, was a Thursday; weeks begin on Monday here. */
const WEEKDAY_OF_DAY_0 = 3;
const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** The wall-clock hours of any local date, which is given in days since 1970-01-01. Throws a RangeError for a bad definition. */
export function wallHoursOf(definition: BusinessCalendarDefinition): (day: number) => WallHours {
  const week = WEEKDAY_NAMES.map((name) => merged(definition.weeklyHours[name] ?? []));
  const holidays = new Map(definition.holidays.map(({ date, hours }) => [dayOf(date), merged(hours)]));
  return (day) => holidays.get(day) ?? week[weekdayOf(day)] ?? [];
}

/** Overlapping and touching hours become one, so that no minute counts twice. */
function merged(hours: readonly OpenHours[]): WallHours {
  const sorted = hours.map(({ from, to }) => [timeOf(from), timeOf(to)] as const).sort(([a], [b]) => a - b);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    if (from >= to) throw new RangeError('open hours must end after they begin');
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function weekdayOf(day: number): number {
  return (((day + WEEKDAY_OF_DAY_0) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
}

function timeOf(text: string): number {
  if (text === '24:00') return DAY_MS;
  const [, hour, minute] = TIME_OF_DAY.exec(text) ?? [];
  if (hour === undefined) throw new RangeError(`"${text}" is no time of the day such as 09:00`);
  return (Number(hour) * 60 + Number(minute)) * MINUTE_MS;
}

function dayOf(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  if (!Number.isInteger(day)) throw new RangeError(`"${date}" is no date such as 2026-12-25`);
  return day;
}
