import type { BodyOf, Calendar } from '../../api/types.js';
import { DAYS, type Day, type OpenHours } from './week.js';

/** A calendar as it is being written. */
export interface CalendarDraft {
  readonly name: string;
  readonly timezone: string;
  readonly week: Readonly<Record<Day, readonly OpenHours[]>>;
  readonly holidays: readonly HolidayDraft[];
}

export interface HolidayDraft {
  readonly date: string;
  readonly name: string;
  readonly hours: readonly OpenHours[];
}

const WORKDAYS: readonly Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
export const USUAL_HOURS: OpenHours = { from: '09:00', to: '17:00' };

/** What a new calendar begins with: Monday to Friday, nine to five. */
export function newCalendar(timezone: string): CalendarDraft {
  const hoursOf = (day: Day) => (WORKDAYS.includes(day) ? [USUAL_HOURS] : []);
  return { name: '', timezone, week: weekOf(hoursOf), holidays: [] };
}

export function draftOf({ name, timezone, weeklyHours, holidays }: Calendar): CalendarDraft {
  return { name, timezone, week: weekOf((day) => weeklyHours[day] ?? []), holidays };
}

/** What the API is sent; days that are closed are left out. */
export function calendarBody({ week, ...draft }: CalendarDraft): BodyOf<'createCalendar'> {
  const open = DAYS.filter((day) => week[day].length > 0);
  return {
    name: draft.name,
    timezone: draft.timezone,
    weeklyHours: Object.fromEntries(open.map((day) => [day, [...week[day]]])),
    holidays: draft.holidays.map(({ date, name, hours }) => ({ date, name, hours: [...hours] })),
  };
}

/** Gives the other working days the hours of one. */
export function copiedToWorkdays(draft: CalendarDraft, from: Day): CalendarDraft {
  const hours = draft.week[from];
  return { ...draft, week: weekOf((day) => (WORKDAYS.includes(day) ? hours : draft.week[day])) };
}

function weekOf(hoursOf: (day: Day) => readonly OpenHours[]): CalendarDraft['week'] {
  return {
    monday: hoursOf('monday'),
    tuesday: hoursOf('tuesday'),
    wednesday: hoursOf('wednesday'),
    thursday: hoursOf('thursday'),
    friday: hoursOf('friday'),
    saturday: hoursOf('saturday'),
    sunday: hoursOf('sunday'),
  };
}

const HOLIDAY = /^\s*(\d{4}-\d{2}-\d{2})[\s,;:]*(.*)$/;

/** Holidays of a list that was pasted, a line each: `2026-12-25 Christmas`. Lines that are none are told. */
export function holidaysOfText(text: string): {
  readonly holidays: readonly HolidayDraft[];
  readonly refused: readonly string[];
} {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => ({ line, match: HOLIDAY.exec(line) }));
  return {
    holidays: read.flatMap(({ match }) =>
      match?.[1] === undefined ? [] : [{ date: match[1], name: (match[2] ?? '').trim(), hours: [] }],
    ),
    refused: read.filter(({ match }) => match === null).map(({ line }) => line.trim()),
  };
}

/** Holidays with others added: the newer one counts where a date is there twice; in the order of their dates. */
export function withHolidays(
  holidays: readonly HolidayDraft[],
  added: readonly HolidayDraft[],
): readonly HolidayDraft[] {
  const byDate = new Map([...holidays, ...added].map((holiday) => [holiday.date, holiday]));
  return [...byDate.values()].sort((a, b) => a.date.localeCompare(b.date));
}
