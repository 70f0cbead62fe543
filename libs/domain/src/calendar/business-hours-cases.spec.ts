import { describe, expect, test } from '@jest/globals';
import { parseFixedDurationMs } from '../iso-duration.js';
import { WEEKDAY_NAMES, type Holiday, type WeekdayName } from './business-calendar.js';
import { businessHours } from './business-hours.js';

/**
 * Cases that were worked out by hand. Instants are written as the clocks on the wall show them, with the zone's offset at
 * that moment, so that each line can be followed with a finger on a calendar.
 */
type Case = readonly [what: string, from: string, openTime: string, until: string];

const WORKDAYS: readonly WeekdayName[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

function calendar(
  timezone: string,
  days: readonly WeekdayName[],
  hours: string,
  holidays: readonly Holiday[] = [],
) {
  const [from = '', to = ''] = hours.split('-');
  return businessHours({
    timezone,
    weeklyHours: Object.fromEntries(days.map((day) => [day, [{ from, to }]])),
    holidays,
  });
}

function check(working: ReturnType<typeof calendar>, cases: readonly Case[]): void {
  test.each(cases)('%s: %s plus %s of open time is %s', (_, from, openTime, until) => {
    const ms = parseFixedDurationMs(openTime) ?? Number.NaN;
    const at = working.add(Date.parse(from), ms);
    expect(at === null ? null : new Date(at).toISOString()).toBe(new Date(until).toISOString());
    expect(working.between(Date.parse(from), Date.parse(until))).toBe(ms);
  });
}

// CET +01:00, CEST +02:00. 2026-03-29 (Sunday) 02:00 → 03:00, 2026-10-25 (Sunday) 03:00 → 02:00.
describe('Europe/Berlin', () => {
  const zone = 'Europe/Berlin';
  const christmas = [
    { date: '2026-12-24', hours: [{ from: '09:00', to: '12:00' }] },
    { date: '2026-12-25', hours: [] },
  ];
  describe('Monday to Friday 09:00 to 17:00', () => {
    check(calendar(zone, WORKDAYS, '09:00-17:00', christmas), [
      ['an ordinary Tuesday', '2026-02-17T10:00+01:00', 'PT4H', '2026-02-17T14:00+01:00'],
      ['what fits exactly ends with the hours', '2026-02-17T10:00+01:00', 'PT7H', '2026-02-17T17:00+01:00'],
      // One hour on Friday, two on Monday.
      ['over a weekend', '2026-02-20T16:00+01:00', 'PT3H', '2026-02-23T11:00+01:00'],
      ['from a Saturday on', '2026-02-21T12:00+01:00', 'PT1H', '2026-02-23T10:00+01:00'],
      // Closed before noon already at 12:00 on Thursday the 24th; Friday is a holiday, then comes the weekend.
      ['half a day and a holiday', '2026-12-24T11:00+01:00', 'PT2H', '2026-12-28T10:00+01:00'],
      ['a weekend with the spring change', '2026-03-27T16:00+01:00', 'PT3H', '2026-03-30T11:00+02:00'],
      ['a weekend with the autumn change', '2026-10-23T16:00+02:00', 'PT3H', '2026-10-26T11:00+01:00'],
      // Eight hours a day, in which no clock changes: 21 working days from 2 March to 30 March.
      ['a month with a change', '2026-03-02T09:00+01:00', 'PT168H', '2026-03-30T17:00+02:00'],
    ]);
  });
  describe('every night 00:00 to 06:00', () => {
    check(calendar(zone, WEEKDAY_NAMES, '00:00-06:00'), [
      // One hour until 02:00, which is 03:00, and two more.
      ['the hours contain the spring change', '2026-03-29T01:00+01:00', 'PT3H', '2026-03-29T05:00+02:00'],
      ['that night has five hours', '2026-03-29T00:00+01:00', 'PT5H', '2026-03-29T06:00+02:00'],
      ['so that the sixth is in the next', '2026-03-29T00:00+01:00', 'PT6H', '2026-03-30T01:00+02:00'],
      // Two hours until 03:00, which is 02:00, and one more.
      ['the hours contain the autumn change', '2026-10-25T01:00+02:00', 'PT3H', '2026-10-25T03:00+01:00'],
      ['that night has seven hours', '2026-10-25T00:00+02:00', 'PT7H', '2026-10-25T06:00+01:00'],
    ]);
  });
  describe('hours that begin where clocks change, 02:30 to 05:00', () => {
    check(calendar(zone, WEEKDAY_NAMES, '02:30-05:00'), [
      // 02:30 is skipped: open from the jump, 03:00.
      ['a skipped opening', '2026-03-29T00:00+01:00', 'PT1H', '2026-03-29T04:00+02:00'],
      // 02:30 comes twice, and the first counts: half an hour until 03:00, which is 02:00, and half an hour more.
      ['an opening that comes twice', '2026-10-25T00:00+02:00', 'PT1H', '2026-10-25T02:30+01:00'],
      ['three and a half hours that night', '2026-10-25T00:00+02:00', 'PT3H30M', '2026-10-25T05:00+01:00'],
    ]);
  });
  describe('hours that end where clocks change, 00:00 to 02:30', () => {
    check(calendar(zone, WEEKDAY_NAMES, '00:00-02:30'), [
      // 02:30 is skipped: open until the jump, 02:00.
      ['a skipped closing', '2026-03-29T00:00+01:00', 'PT2H', '2026-03-29T02:00+01:00'],
      ['and on at midnight', '2026-03-29T00:00+01:00', 'PT3H', '2026-03-30T01:00+02:00'],
      // 02:30 comes twice, and the second counts.
      ['a closing that comes twice', '2026-10-25T00:00+02:00', 'PT3H30M', '2026-10-25T02:30+01:00'],
    ]);
  });
  describe('hours that end when the repeated hour begins, 00:00 to 02:00', () => {
    check(calendar(zone, WEEKDAY_NAMES, '00:00-02:00'), [
      // Everything before 02:00 comes once; when the clocks go back to 02:00, these hours are over.
      ['they end the first time', '2026-10-25T00:00+02:00', 'PT2H', '2026-10-25T02:00+02:00'],
      ['and on at midnight', '2026-10-25T00:00+02:00', 'PT3H', '2026-10-26T01:00+01:00'],
    ]);
  });
  describe('all day, every day', () => {
    check(calendar(zone, WEEKDAY_NAMES, '00:00-24:00'), [
      ['the day of 23 hours', '2026-03-29T00:00+01:00', 'PT24H', '2026-03-30T01:00+02:00'],
      ['the day of 25 hours', '2026-10-25T00:00+02:00', 'PT24H', '2026-10-25T23:00+01:00'],
    ]);
  });
});

// EST -05:00, EDT -04:00. 2026-03-08 (Sunday) 02:00 → 03:00, 2026-11-01 (Sunday) 02:00 → 01:00.
describe('America/New_York', () => {
  const zone = 'America/New_York';
  const thanksgiving = [
    { date: '2026-11-26', hours: [] },
    { date: '2026-11-27', hours: [{ from: '09:00', to: '13:00' }] },
  ];
  describe('Monday to Friday 09:00 to 17:00', () => {
    check(calendar(zone, WORKDAYS, '09:00-17:00', thanksgiving), [
      ['an ordinary Tuesday', '2026-01-13T10:00-05:00', 'PT4H', '2026-01-13T14:00-05:00'],
      ['over a weekend', '2026-01-09T16:00-05:00', 'PT2H', '2026-01-12T10:00-05:00'],
      // One hour on Wednesday, none on Thursday, two on Friday.
      ['over a holiday', '2026-11-25T16:00-05:00', 'PT3H', '2026-11-27T11:00-05:00'],
      // One hour until 13:00, the other on Monday.
      ['half a day', '2026-11-27T12:00-05:00', 'PT2H', '2026-11-30T10:00-05:00'],
      ['a weekend with the spring change', '2026-03-06T16:00-05:00', 'PT2H', '2026-03-09T10:00-04:00'],
      ['a weekend with the autumn change', '2026-10-30T16:00-04:00', 'PT2H', '2026-11-02T10:00-05:00'],
    ]);
  });
  describe('every night 00:00 to 06:00', () => {
    check(calendar(zone, WEEKDAY_NAMES, '00:00-06:00'), [
      ['the hours contain the spring change', '2026-03-08T01:00-05:00', 'PT3H', '2026-03-08T05:00-04:00'],
      ['that night has five hours', '2026-03-08T00:00-05:00', 'PT5H', '2026-03-08T06:00-04:00'],
      // Two hours until 02:00, which is 01:00, and one more.
      ['the hours contain the autumn change', '2026-11-01T00:00-04:00', 'PT3H', '2026-11-01T02:00-05:00'],
      ['that night has seven hours', '2026-11-01T00:00-04:00', 'PT7H', '2026-11-01T06:00-05:00'],
    ]);
  });
  describe('hours that begin where clocks change, 01:30 to 02:30', () => {
    check(calendar(zone, WEEKDAY_NAMES, '01:30-02:30'), [
      // From 01:30 to the jump at 02:00.
      ['a skipped closing', '2026-03-08T00:00-05:00', 'PT30M', '2026-03-08T02:00-05:00'],
      // Half an hour until 02:00, which is 01:00, one until 02:00, and half an hour more.
      ['an opening that comes twice', '2026-11-01T00:00-04:00', 'PT2H', '2026-11-01T02:30-05:00'],
    ]);
  });
});

// +05:30 all year, in 2026 as ever since 1945.
describe('Asia/Kolkata', () => {
  const zone = 'Asia/Kolkata';
  const sixDays: readonly WeekdayName[] = [...WORKDAYS, 'saturday'];
  const holidays = [
    { date: '2026-01-26', hours: [] },
    { date: '2026-11-07', hours: [{ from: '09:30', to: '13:00' }] },
  ];
  describe('Monday to Saturday 09:30 to 18:00', () => {
    check(calendar(zone, sixDays, '09:30-18:00', holidays), [
      ['an ordinary Tuesday', '2026-02-17T10:00+05:30', 'PT4H', '2026-02-17T14:00+05:30'],
      // 09:30 in India is 04:00 in UTC.
      ['the same in UTC', '2026-02-17T04:00Z', 'PT8H30M', '2026-02-17T12:30Z'],
      ['over a Sunday', '2026-02-21T17:00+05:30', 'PT2H', '2026-02-23T10:30+05:30'],
      // One hour on Saturday; Sunday is closed and Monday a holiday.
      ['over a holiday', '2026-01-24T17:00+05:30', 'PT2H', '2026-01-27T10:30+05:30'],
      ['half a day', '2026-11-07T12:00+05:30', 'PT2H', '2026-11-09T10:30+05:30'],
    ]);
  });
  describe('every night 00:00 to 06:00', () => {
    check(calendar(zone, WEEKDAY_NAMES, '00:00-06:00'), [
      ['six hours when Europe has five', '2026-03-29T00:00+05:30', 'PT6H', '2026-03-29T06:00+05:30'],
      ['six hours when Europe has seven', '2026-10-25T00:00+05:30', 'PT6H', '2026-10-25T06:00+05:30'],
    ]);
  });
  describe('Mondays 00:00 to 06:00', () => {
    check(calendar(zone, ['monday'], '00:00-06:00'), [
      // Sunday 18:30 in UTC is midnight in India.
      ['Monday begins on Sunday in UTC', '2026-02-15T18:00Z', 'PT1H', '2026-02-15T19:30Z'],
    ]);
  });
});

// +10:30, in summer +11:00. 2026-04-05 (Sunday) 02:00 → 01:30, 2026-10-04 (Sunday) 02:00 → 02:30.
describe('Australia/Lord_Howe', () => {
  const zone = 'Australia/Lord_Howe';
  const holidays = [
    { date: '2026-04-03', hours: [] },
    { date: '2026-12-24', hours: [{ from: '09:00', to: '12:00' }] },
  ];
  describe('Monday to Friday 09:00 to 17:00', () => {
    check(calendar(zone, WORKDAYS, '09:00-17:00', holidays), [
      ['an ordinary Tuesday', '2026-06-16T10:00+10:30', 'PT4H', '2026-06-16T14:00+10:30'],
      ['over a weekend', '2026-06-19T16:00+10:30', 'PT2H', '2026-06-22T10:00+10:30'],
      // One hour on Thursday; Friday is a holiday, and on Sunday the clocks go back.
      ['a holiday and the autumn change', '2026-04-02T16:00+11:00', 'PT2H', '2026-04-06T10:00+10:30'],
      ['half a day', '2026-12-24T11:00+11:00', 'PT2H', '2026-12-25T10:00+11:00'],
      ['a weekend with the spring change', '2026-10-02T16:00+10:30', 'PT2H', '2026-10-05T10:00+11:00'],
    ]);
  });
  describe('every night 00:00 to 06:00', () => {
    check(calendar(zone, WEEKDAY_NAMES, '00:00-06:00'), [
      // One hour until 02:00, which is 02:30, and two more.
      ['the hours contain the spring change', '2026-10-04T01:00+10:30', 'PT3H', '2026-10-04T04:30+11:00'],
      ['that night has 5½ hours', '2026-10-04T00:00+10:30', 'PT5H30M', '2026-10-04T06:00+11:00'],
      // One hour until 02:00, which is 01:30, and one more.
      ['the hours contain the autumn change', '2026-04-05T01:00+11:00', 'PT2H', '2026-04-05T02:30+10:30'],
      ['that night has 6½ hours', '2026-04-05T00:00+11:00', 'PT6H30M', '2026-04-05T06:00+10:30'],
    ]);
  });
  describe('hours that begin where clocks change', () => {
    check(calendar(zone, WEEKDAY_NAMES, '02:15-05:00'), [
      ['a skipped opening', '2026-10-04T00:00+10:30', 'PT1H', '2026-10-04T03:30+11:00'],
    ]);
    check(calendar(zone, WEEKDAY_NAMES, '01:45-05:00'), [
      // A quarter until 02:00, which is 01:30, and a quarter more.
      ['an opening that comes twice', '2026-04-05T00:00+11:00', 'PT30M', '2026-04-05T01:45+10:30'],
    ]);
  });
});

describe('odd days', () => {
  // Samoa went from -10:00 to +14:00 at the end of Thursday, 29 December 2011: there was no Friday.
  describe('Pacific/Apia, Monday to Friday 09:00 to 17:00', () => {
    check(calendar('Pacific/Apia', WORKDAYS, '09:00-17:00'), [
      ['over the day that was skipped', '2011-12-29T16:00-10:00', 'PT2H', '2012-01-02T10:00+14:00'],
    ]);
  });
  describe('Pacific/Apia, all day, every day', () => {
    check(calendar('Pacific/Apia', WEEKDAY_NAMES, '00:00-24:00'), [
      ['over the day that was skipped', '2011-12-29T20:00-10:00', 'PT8H', '2011-12-31T04:00+14:00'],
    ]);
  });
  // Newfoundland: on 2008-11-02 (Sunday) at 00:01 (-02:30) it was Saturday 23:01 (-03:30) again.
  describe('America/St_Johns, all day, every day', () => {
    check(calendar('America/St_Johns', WEEKDAY_NAMES, '00:00-24:00'), [
      ['no minute counts twice', '2008-11-01T00:00-02:30', 'PT49H', '2008-11-03T00:00-03:30'],
    ]);
  });
  describe('America/St_Johns, Saturdays', () => {
    check(calendar('America/St_Johns', ['saturday'], '00:00-24:00'), [
      // Saturday's hours last until its second midnight, over the first minute of Sunday.
      ['25 hours', '2008-11-01T00:00-02:30', 'PT25H', '2008-11-02T00:00-03:30'],
    ]);
  });
  // São Paulo: 2018-02-18 (Sunday) 00:00 (-02:00) → Saturday 23:00 (-03:00); 2017-10-15 (Sunday) 00:00 → 01:00.
  describe('America/Sao_Paulo, every evening 22:00 to 24:00', () => {
    check(calendar('America/Sao_Paulo', WEEKDAY_NAMES, '22:00-24:00'), [
      ['an evening of three hours', '2018-02-17T12:00-02:00', 'PT3H', '2018-02-18T00:00-03:00'],
    ]);
  });
  describe('America/Sao_Paulo, every night 00:00 to 02:00', () => {
    check(calendar('America/Sao_Paulo', WEEKDAY_NAMES, '00:00-02:00'), [
      ['a day that begins at 01:00', '2017-10-14T12:00-03:00', 'PT1H', '2017-10-15T02:00-02:00'],
    ]);
  });
  // Recife had daylight-saving time (-02:00) for one week only, 8 to 14 October 2000.
  describe('America/Recife, Monday to Friday 09:00 to 17:00', () => {
    check(calendar('America/Recife', WORKDAYS, '09:00-17:00'), [
      ['a summer of a week', '2000-10-10T08:00-02:00', 'PT1H', '2000-10-10T10:00-02:00'],
    ]);
  });
});
