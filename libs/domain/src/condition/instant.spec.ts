import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from './instant.js';

describe('instants', () => {
  test.each<[string, string]>([
    ['2026-02-17T14:45:00Z', '2026-02-17T14:45:00.000Z'],
    ['2026-02-17T14:45:00.1234567Z', '2026-02-17T14:45:00.123Z'],
    ['2026-02-17T14:45:00.5+05:30', '2026-02-17T09:15:00.500Z'],
    ['2026-02-17t14:45:00z', '2026-02-17T14:45:00.000Z'],
    ['2026-02-17 14:45:00-0300', '2026-02-17T17:45:00.000Z'],
    ['2026-02-17 14:45:00', '2026-02-17T14:45:00.000Z'],
    ['2026-02-17T14:45Z', '2026-02-17T14:45:00.000Z'],
    ['2026-02-17', '2026-02-17T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0099-12-31', '0099-12-31T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(parseInstant(text)).toBe(Date.parse(expected));
  });
  test.each([
    '',
    '2026',
    '2026-02',
    '2026-2-1',
    '2026-02-29',
    '2026-13-01',
    '2026-02-17T24:00:00Z',
    '2026-02-17T14:60Z',
    '2026-02-17Z',
    'now',
    '17.02.2026',
    '1771339500000',
  ])('"%s" is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
  test('what a date writes is read again', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});
