import { expect, it } from '@jest/globals';
import {
  calendarBody,
  copiedToWorkdays,
  holidaysOfText,
  newCalendar,
  withHolidays,
} from './calendar-draft.js';

it('a new calendar is open from Monday to Friday', () => {
  const { weeklyHours } = calendarBody({ ...newCalendar('Europe/Berlin'), name: 'Office' });
  expect(Object.keys(weeklyHours)).toEqual(['monday', 'tuesday', 'wednesday', 'thursday', 'friday']);
});

it('copies hours to working days and leaves the weekend', () => {
  const draft = newCalendar('UTC');
  const early = { ...draft, week: { ...draft.week, monday: [{ from: '06:00', to: '14:00' }] } };
  const { week } = copiedToWorkdays(early, 'monday');
  expect(week.friday).toEqual([{ from: '06:00', to: '14:00' }]);
  expect(week.saturday).toEqual([]);
});

it('reads holidays from a list, and tells what is none', () => {
  expect(holidaysOfText('2026-12-25 Christmas\n\n2026-12-26, Boxing Day\nnext week')).toEqual({
    holidays: [
      { date: '2026-12-25', name: 'Christmas', hours: [] },
      { date: '2026-12-26', name: 'Boxing Day', hours: [] },
    ],
    refused: ['next week'],
  });
});

it('a date is a holiday once, and in its order', () => {
  const christmas = { date: '2026-12-25', name: 'Christmas', hours: [] };
  const eve = { date: '2026-12-24', name: 'Eve', hours: [] };
  const other = { ...christmas, name: 'First day' };
  expect(withHolidays([christmas], [other, eve])).toEqual([eve, other]);
});
