import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseFixedDurationMs, parseIsoDuration, subtractDuration } from './iso-duration.js';

const HOUR = 3_600_000;

describe('ISO 8601 durations', () => {
  test.each([
    ['P1D', 0, 24 * HOUR],
    ['PT2H30M', 0, 2.5 * HOUR],
    ['P1W', 0, 168 * HOUR],
    ['P1Y2M', 14, 0],
    ['P1M', 1, 0],
    ['PT1M', 0, 60_000],
    ['PT0.5S', 0, 500],
    ['PT1.25S', 0, 1_250],
    ['P1Y2M3W4DT5H6M7.008S', 14, 25 * 24 * HOUR + 5 * HOUR + 367_008],
    [' PT0S ', 0, 0],
  ])('%s', (text, months, ms) => {
    expect(parseIsoDuration(text)).toEqual({ months, ms });
  });
  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1D',
    'P-1D',
    'PD',
    'P1H',
    'PT1D',
    'P1D2W',
    'P1.5D',
    'pt1h',
    'PT1.2345S',
    '2h',
  ])('"%s" is none', (text) => {
    expect(parseIsoDuration(text)).toBeNull();
  });
  test('months have no fixed length', () => {
    expect(parseFixedDurationMs('P1D')).toBe(24 * HOUR);
    expect(parseFixedDurationMs('P1M')).toBeNull();
    expect(parseFixedDurationMs('soon')).toBeNull();
  });
});

describe('the instant a duration earlier', () => {
  test.each([
    ['2026-03-31T12:00:00Z', 'P1M', '2026-02-28T12:00:00Z'],
    ['2024-03-31T12:00:00Z', 'P1M', '2024-02-29T12:00:00Z'],
    ['2024-02-29T00:00:00Z', 'P1Y', '2023-02-28T00:00:00Z'],
    ['2026-01-15T00:00:00Z', 'P1M', '2025-12-15T00:00:00Z'],
    ['2026-03-01T00:00:00Z', 'P1D', '2026-02-28T00:00:00Z'],
    ['2026-03-31T12:00:00Z', 'P1MT12H', '2026-02-28T00:00:00Z'],
  ])('%s less %s', (at, text, expected) => {
    const duration = parseIsoDuration(text);
    expect(duration && new Date(subtractDuration(Date.parse(at), duration)).getTime()).toBe(
      Date.parse(expected),
    );
  });
  test('is never later, and months keep the time of day', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2100-01-01') }),
        fc.nat(300),
        (date, months) => {
          const before = subtractDuration(date.getTime(), { months, ms: 0 });
          expect(before).toBeLessThanOrEqual(date.getTime());
          expect(Math.abs(before - date.getTime()) % (24 * HOUR)).toBe(0);
        },
      ),
    );
  });
});
