import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WEEKDAY_NAMES, type BusinessCalendarDefinition } from './business-calendar.js';
import { businessHours } from './business-hours.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const FIRST = Date.UTC(1990, 0, 1);
const LAST = Date.UTC(2060, 0, 1);

/** Changes of many kinds: half an hour, two hours, over midnight, a whole day, for a week only. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29T01:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Pacific/Kwajalein', '1993-08-21T12:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z'],
  ['America/Sao_Paulo', '2017-10-15T03:00Z'],
  ['America/St_Johns', '2008-11-02T02:31Z'],
  ['America/St_Johns', '2008-03-09T03:31Z'],
  ['America/Havana', '2026-11-01T05:00Z'],
  ['Asia/Pyongyang', '2018-05-04T15:00Z'],
  ['Asia/Pyongyang', '2015-08-14T15:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
  ['America/Recife', '2000-10-15T02:00Z'],
  ['Pacific/Chatham', '2026-04-04T14:00Z'],
] as const;
const ZONES = [
  ...CHANGES.map(([zone]) => zone),
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'UTC',
  'Africa/Casablanca',
];

/** A zone and an instant, often close to where its clocks change. */
const places = fc.oneof(
  fc.tuple(fc.constantFrom(...ZONES), fc.integer({ min: FIRST, max: LAST })),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS }))
    .map(([[zone, change], distance]) => [zone, Date.parse(change) + distance] as const),
);
const timeOfDay = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
const openHours = fc
  .uniqueArray(
    fc.oneof(
      fc.integer({ min: 0, max: 24 }).map((hour) => hour * 60),
      fc.integer({ min: 0, max: 1440 }),
    ),
    {
      minLength: 2,
      maxLength: 2,
    },
  )
  .map((minutes) => minutes.sort((a, b) => a - b).map(timeOfDay))
  .map(([from = '', to = '']) => ({ from, to }));
const dayHours = fc.array(openHours, { maxLength: 3 });

interface Situation {
  readonly definition: BusinessCalendarDefinition;
  readonly at: number;
}
/** A calendar with holidays around an instant. */
const situations: fc.Arbitrary<Situation> = fc
  .record({
    place: places,
    weeklyHours: fc.record(Object.fromEntries(WEEKDAY_NAMES.map((name) => [name, dayHours])), {
      requiredKeys: [],
    }),
    holidays: fc.array(
      fc.record({ inDays: fc.integer({ min: -5, max: 40 }), hours: fc.oneof(fc.constant([]), dayHours) }),
      {
        maxLength: 5,
      },
    ),
  })
  .map(({ place: [timezone, at], weeklyHours, holidays }) => ({
    at,
    definition: {
      timezone,
      weeklyHours,
      holidays: holidays.map(({ inDays, hours }) => ({
        date: new Date(at + inDays * DAY_MS).toISOString().slice(0, 10),
        hours,
      })),
    },
  }));
/** Mostly hours and days, now and then years. */
const durations = fc.oneof(
  fc.integer({ min: 1, max: 3 * DAY_MS }),
  fc.integer({ min: 1, max: 60 * DAY_MS }),
  fc.integer({ min: 1, max: 9_000 * DAY_MS }),
);

describe('properties', () => {
  test('adding, then measuring gives it back, and no earlier instant does', () => {
    fc.assert(
      fc.property(situations, durations, ({ definition, at }, ms) => {
        const working = businessHours(definition);
        const until = working.add(at, ms);
        if (until === null) {
          expect(working.between(at, Infinity)).toBeLessThan(ms);
          return;
        }
        expect(until).toBeGreaterThan(at);
        expect(working.between(at, until)).toBe(ms);
        expect(working.between(at, until - 1)).toBe(ms - 1);
      }),
      { numRuns: 300 },
    );
  });

  test('splitting an interval, or what is added, changes nothing', () => {
    fc.assert(
      fc.property(situations, durations, durations, ({ definition, at }, first, second) => {
        const working = businessHours(definition);
        const [middle, end] = [at + first, at + first + second];
        expect(working.between(at, middle) + working.between(middle, end)).toBe(working.between(at, end));
        const inTwo = working.add(at, first);
        if (inTwo !== null) expect(working.add(inTwo, second)).toBe(working.add(at, first + second));
      }),
      { numRuns: 300 },
    );
  });

  test('open time grows with the interval, and never faster than time', () => {
    fc.assert(
      fc.property(situations, durations, durations, ({ definition, at }, first, second) => {
        const working = businessHours(definition);
        const [shorter, longer] = [working.between(at, at + first), working.between(at, at + first + second)];
        expect(shorter).toBeGreaterThanOrEqual(0);
        expect(longer).toBeGreaterThanOrEqual(shorter);
        expect(longer - shorter).toBeLessThanOrEqual(second);
        expect(working.between(at + first, at)).toBe(0);
      }),
    );
  });

  test('an instant is open exactly when its millisecond counts', () => {
    fc.assert(
      fc.property(situations, durations, ({ definition, at }, ms) => {
        const working = businessHours(definition);
        expect(working.isOpen(at)).toBe(working.between(at, at + 1) === 1);
        const end = working.add(at, ms);
        if (end !== null) expect(working.isOpen(end - 1)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('it agrees with reading the clock minute by minute', () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 1, max: 2 * 1440 }), ({ definition, at }, minutes) => {
        const from = Math.floor(at / MINUTE_MS) * MINUTE_MS;
        const expected = openMinutesByTheClock(definition, from, minutes);
        const working = businessHours(definition);
        expect(working.between(from, from + minutes * MINUTE_MS)).toBe(expected.length * MINUTE_MS);
        for (const minute of expected) expect(working.isOpen(minute)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('definitions', () => {
  const HOURS = [{ from: '09:00', to: '17:00' }];
  const at = Date.parse('2026-02-17T09:00Z');

  test('a calendar that never opens', () => {
    const never = businessHours({ timezone: 'UTC', weeklyHours: { monday: [] }, holidays: [] });
    expect(never.add(at, 1)).toBeNull();
    expect(never.add(at, 0)).toBe(at);
    expect(never.between(-Infinity, Infinity)).toBe(0);
    expect(never.isOpen(at)).toBe(false);
  });

  test('a calendar that opens on one holiday only', () => {
    const once = businessHours({
      timezone: 'UTC',
      weeklyHours: {},
      holidays: [{ date: '2026-12-25', hours: HOURS }],
    });
    expect(once.add(at, 8 * HOUR_MS)).toBe(Date.parse('2026-12-25T17:00Z'));
    expect(once.add(at, 8 * HOUR_MS + 1)).toBeNull();
  });

  test('nothing is open outside of 1970 to 2099', () => {
    const always = businessHours({
      timezone: 'Pacific/Kiritimati',
      weeklyHours: Object.fromEntries(WEEKDAY_NAMES.map((name) => [name, [{ from: '00:00', to: '24:00' }]])),
      holidays: [],
    });
    const end = Date.UTC(2100, 0, 1);
    expect(always.between(-Infinity, Infinity)).toBe(end);
    expect([always.isOpen(-1), always.isOpen(0), always.isOpen(end - 1), always.isOpen(end)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([always.add(-5, 5), always.add(end - 5, 5), always.add(end - 5, 6)]).toEqual([5, end, null]);
  });

  test('overlapping and touching hours are one', () => {
    const working = businessHours({
      timezone: 'UTC',
      weeklyHours: {
        tuesday: [
          { from: '12:00', to: '24:00' },
          { from: '08:00', to: '10:00' },
          { from: '09:00', to: '12:00' },
        ],
        wednesday: [{ from: '00:00', to: '01:00' }],
      },
      holidays: [],
    });
    expect(working.add(at, 16 * HOUR_MS)).toBe(Date.parse('2026-02-18T01:00Z'));
  });

  test('of a date that is listed twice the last entry counts', () => {
    const working = businessHours({
      timezone: 'UTC',
      weeklyHours: { tuesday: HOURS },
      holidays: [
        { date: '2026-02-17', hours: [] },
        { date: '2026-02-17', hours: [{ from: '10:00', to: '11:00' }] },
      ],
    });
    expect(working.between(at, at + DAY_MS)).toBe(HOUR_MS);
  });

  test.each([
    ['a zone', { timezone: 'Europe/Nowhere' }, /time zone/],
    ['a time', { weeklyHours: { monday: [{ from: '9', to: '10:00' }] } }, /"9" is no time/],
    ['hours', { weeklyHours: { monday: [{ from: '10:00', to: '10:00' }] } }, /must end after/],
    ['a date', { holidays: [{ date: '2026-13-01', hours: [] }] }, /"2026-13-01" is no date/],
  ])('%s that is none is refused', (_, part, message) => {
    expect(() => businessHours({ timezone: 'UTC', weeklyHours: {}, holidays: [], ...part })).toThrow(message);
  });
});

/**
 * The reference: reads the wall clock at every minute, three days around the interval. Hours begin at the first minute that
 * shows their beginning or more, and end after the last that shows less than their end.
 */
function openMinutesByTheClock(
  { timezone, weeklyHours, holidays }: BusinessCalendarDefinition,
  from: number,
  minutes: number,
): number[] {
  const first = from - 3 * DAY_MS;
  const clock = wallClock(timezone);
  const walls = Array.from({ length: minutes + 6 * 1440 }, (_, index) => clock(first + index * MINUTE_MS));
  const open = new Set<number>();
  const lastDay = Math.floor(Math.max(...walls) / DAY_MS);
  for (let day = Math.floor(Math.min(...walls) / DAY_MS); day <= lastDay; day++) {
    const weekday = WEEKDAY_NAMES[(new Date(day * DAY_MS).getUTCDay() + 6) % 7] ?? 'monday';
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    const hours = holidays.findLast((one) => one.date === date)?.hours ?? weeklyHours[weekday] ?? [];
    for (const one of hours) {
      const begin = walls.findIndex((wall) => wall >= day * DAY_MS + minutesOf(one.from) * MINUTE_MS);
      const end = walls.findLastIndex((wall) => wall < day * DAY_MS + minutesOf(one.to) * MINUTE_MS);
      for (let index = begin; index >= 0 && index <= end; index++) open.add(first + index * MINUTE_MS);
    }
  }
  return [...open].filter((minute) => minute >= from && minute < from + minutes * MINUTE_MS);
}

/** What the clocks show, as the epoch milliseconds that it would be in UTC. */
function wallClock(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
