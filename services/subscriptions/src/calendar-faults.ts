import { jsonPointer } from '@deskhook/contracts';
import { nearestName } from '@deskhook/domain';
import type { CalendarDefinition } from './calendar-mapping.js';
import { invalid, pointed } from './faults.js';

type Errors = Parameters<typeof pointed>[0];
type Hours = CalendarDefinition['holidays'][number]['hours'];

/** Throws a failure that names everything by which a calendar would mean two things, or nothing. */
export function assertCalendar({ weeklyHours, holidays }: CalendarDefinition): void {
  const days = Object.entries(weeklyHours).map(([day, hours = []]) => ({ day, hours }));
  const errors = [
    ...days.flatMap(({ day, hours }) => overlaps(['weeklyHours', day], hours)),
    ...holidays.flatMap(({ hours }, index) => overlaps(['holidays', index, 'hours'], hours)),
    ...repeatedDates(holidays),
    ...(days.some(({ hours }) => hours.length > 0) ? [] : [NEVER_OPEN]),
  ];
  if (errors.length > 0) throw invalid(pointed(errors));
}

const NEVER_OPEN = {
  pointer: '/weeklyHours',
  detail: 'must have open hours on one day at least: nothing would ever be due',
};

/** Hours that begin before earlier ones of the day have ended; those that only touch are fine. */
function overlaps(path: readonly (string | number)[], hours: Hours): Errors {
  return hours.flatMap(({ from, to }, index) => {
    const before = hours.slice(0, index).find((earlier) => earlier.from < to && from < earlier.to);
    if (before === undefined) return [];
    const detail = `${from}–${to} overlaps ${before.from}–${before.to}: write them as one`;
    return [{ pointer: jsonPointer([...path, index]), detail }];
  });
}

function repeatedDates(holidays: CalendarDefinition['holidays']): Errors {
  return holidays.flatMap(({ date }, index) => {
    const first = holidays.findIndex((other) => other.date === date);
    if (first === index) return [];
    const detail = `${date} is given twice, first at /holidays/${first}: keep one of them`;
    return [{ pointer: `/holidays/${index}/date`, detail }];
  });
}

/** A sentence about a calendar that the tenant does not have. */
export function unknownCalendar(id: string, known: readonly string[]): string {
  const near = nearestName(id, known);
  const advice = near === null ? 'create it first, or use one of GET …/calendars' : `did you mean "${near}"?`;
  return `the tenant has no calendar "${id}": ${advice}`;
}
