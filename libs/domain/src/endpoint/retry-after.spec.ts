import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseHttpDate, RETRY_AFTER_MS_MAX, retryAfterMs } from './retry-after.js';

const now = Date.UTC(1994, 10, 6, 8, 49, 0);

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    [' 1 ', 1_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sun Nov  6 08:49:37 1994', 37_000],
    ['9999999999', RETRY_AFTER_MS_MAX],
    ['Fri, 31 Dec 1999 23:59:59 GMT', RETRY_AFTER_MS_MAX],
  ])('%s asks to wait %i ms', (text, waitMs) => {
    expect(retryAfterMs(text, now)).toBe(waitMs);
  });

  test.each([
    undefined,
    '',
    '0',
    '-5',
    '1.5',
    '1e3',
    '12345678901',
    'soon',
    '120, 60',
    'Sun, 06 Nov 1994 08:48:59 GMT',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 CET',
    'Sun, 31 Feb 1995 08:49:37 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:49:37 GMT',
    '1994-11-06T08:49:37Z',
  ])('%s asks for nothing', (text) => {
    expect(retryAfterMs(text, now)).toBeNull();
  });

  test('whatever a receiver sends is null or a wait within bounds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w ,:-]{0,40}$/)), fc.nat(), (text, at) => {
        const waitMs = retryAfterMs(text, at);
        if (waitMs === null) return;
        expect(waitMs).toBeGreaterThan(0);
        expect(waitMs).toBeLessThanOrEqual(RETRY_AFTER_MS_MAX);
      }),
    );
  });

  test('every instant that a date can name is read back', () => {
    const seconds = fc.integer({ min: 0, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, (second) => {
        expect(parseHttpDate(new Date(second * 1_000).toUTCString(), now)).toBe(second * 1_000);
      }),
    );
  });

  test('a year of two digits is at most fifty years ahead', () => {
    const at = Date.UTC(2026, 0, 1);
    expect(parseHttpDate('Sunday, 06-Nov-76 08:49:37 GMT', at)).toBe(Date.UTC(2076, 10, 6, 8, 49, 37));
    expect(parseHttpDate('Sunday, 06-Nov-77 08:49:37 GMT', at)).toBe(Date.UTC(1977, 10, 6, 8, 49, 37));
  });
});
