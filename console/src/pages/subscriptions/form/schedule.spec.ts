import { expect, it } from '@jest/globals';
import {
  delayProblem,
  durationMs,
  nextDelay,
  placesOnLine,
  retryTimes,
  SCHEDULE_PRESETS,
  spokenSchedule,
  spokenSpan,
} from './schedule.js';

const STANDARD = ['5s', '5m', '30m', '2h', '5h', '10h', '10h'];

it.each([
  ['250ms', 250],
  ['5s', 5_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['5', null],
  ['PT5S', null],
  ['1.5h', null],
])('reads %s', (text, ms) => expect(durationMs(text)).toBe(ms));

it.each([
  [5_000, '5 s'],
  [1_500, '1.5 s'],
  [90_000, '1 min 30 s'],
  [99_305_000, '27 h 35 min'],
  [86_400_000 * 4 + 7_200_000, '4 d 2 h'],
])('tells %d ms as %s', (ms, text) => expect(spokenSpan(ms)).toBe(text));

it('counts retries from the first attempt', () => {
  expect(retryTimes(STANDARD)?.slice(0, 3)).toEqual([5_000, 305_000, 2_105_000]);
  expect(spokenSchedule(STANDARD)).toBe('7 retries over 27 h 35 min');
  expect(spokenSchedule([])).toBe('One attempt, no retries');
  expect(retryTimes(['5s', 'soon'])).toBeNull();
  expect(spokenSchedule(['5s', 'soon'])).toBe('2 retries');
});

it('goes on with twice the last delay, within a day', () => {
  expect(nextDelay([])).toBe('5s');
  expect(nextDelay(['5m'])).toBe('10m');
  expect(nextDelay(['20h'])).toBe('20h');
});

it('puts retries upon a line in their order, the last at its end', () => {
  const places = placesOnLine(retryTimes(STANDARD) ?? []);
  expect(places.at(-1)).toBe(1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(placesOnLine([0])).toEqual([0]);
});

it('offers schedules that the API takes', () =>
  expect(SCHEDULE_PRESETS.flatMap(({ schedule }) => schedule.map(delayProblem))).not.toContainEqual(
    expect.any(String),
  ));
