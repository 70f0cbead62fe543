import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatInstant, iso8601, phpDatetime, unix } from './instant-filters.js';
import { TemplateError } from './template-error.js';

const instant = fc.date({
  min: new Date('0001-01-02T00:00:00Z'),
  max: new Date('9999-12-29T00:00:00Z'),
  noInvalidDate: true,
});

describe('instants', () => {
  test('all forms of one instant are read alike', () => {
    fc.assert(
      fc.property(instant, (date) => {
        const text = date.toISOString();
        const seconds = Math.floor(date.getTime() / 1000);
        expect(iso8601(text)).toBe(text);
        expect(unix(text)).toBe(seconds);
        expect(unix(seconds)).toBe(seconds);
        expect(phpDatetime(text)).toBe(text.slice(0, 19).replace('T', ' '));
        expect(unix(phpDatetime(text))).toBe(seconds);
        expect(formatInstant(text, '%FT%T.%LZ', null)).toBe(text);
      }),
    );
  });

  test.each([
    ['2026-02-17T15:45:00+01:00', '2026-02-17T14:45:00.000Z'],
    ['2026-02-17 14:45:00', '2026-02-17T14:45:00.000Z'],
    ['2026-02-17T14:45', '2026-02-17T14:45:00.000Z'],
    ['2026-02-17', '2026-02-17T00:00:00.000Z'],
    ['2026-02-17T14:45:00.1234567Z', '2026-02-17T14:45:00.123Z'],
    ['1771339500', '2026-02-17T14:45:00.000Z'],
    [-1, '1969-12-31T23:59:59.000Z'],
  ])('%s is %s', (value, expected) => {
    expect(iso8601(value)).toBe(expected);
  });

  test.each([
    'now',
    'today',
    '',
    'soon',
    '17.02.2026',
    '2026-13-01',
    null,
    undefined,
    true,
    {},
    [1],
    Infinity,
    1e15,
  ])('%p is no instant and stays as it is', (value) => {
    for (const filter of [iso8601, unix, phpDatetime]) expect(filter(value)).toBe(value);
    expect(formatInstant(value, '%Y', 'UTC')).toBe(value);
  });
});

describe('formats', () => {
  const at = '2026-07-05T21:04:09.007Z';
  test.each([
    ['%Y-%m-%d %H:%M:%S.%L', 'UTC', '2026-07-05 21:04:09.007'],
    ['%A %a, %-d %B %b %y %e', 'UTC', 'Sunday Sun, 5 July Jul 26  5'],
    ['%I:%M %p %l%P %-I', 'UTC', '09:04 PM  9pm 9'],
    ['%s %z %:z %Z %%', 'UTC', '1783285449 +0000 +00:00 UTC %'],
    ['%F %T %R %D %%F', 'Europe/Berlin', '2026-07-05 23:04:09 23:04 07/05/26 %F'],
    ['%F %H:%M %:z %Z', 'Asia/Kolkata', '2026-07-06 02:34 +05:30 Asia/Kolkata'],
    ['%F %H %z', 'America/New_York', '2026-07-05 17 -0400'],
    ['%Q %', 'UTC', '%Q %'],
  ])('%s in %s', (format, zone, expected) => {
    expect(formatInstant(at, format, zone)).toBe(expected);
  });

  test('the clocks of zones are those of Intl', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    );
    const recent = fc.date({ min: new Date('1980-01-01'), max: new Date('2037-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(recent, zones, (date, timeZone) => {
        const shown = date.toLocaleString('sv-SE', { timeZone });
        expect(formatInstant(date.toISOString(), '%F %T', timeZone)).toBe(shown);
      }),
    );
  });

  test('an unknown zone is an error', () => {
    expect(() => formatInstant(at, '%F', 'Mars/Base')).toThrow(TemplateError);
  });
});
