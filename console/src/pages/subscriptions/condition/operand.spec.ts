import { expect, it } from '@jest/globals';
import { parseIsoDuration } from '@deskhook/domain';
import fc from 'fast-check';
import { durationWords, isoDuration, simpleDuration, type DurationUnit } from './duration.js';
import { fromLocalInput, toLocalInput } from './local-instant.js';
import {
  changeSides,
  looseValuesOf,
  NOTHING,
  orderValue,
  tagsOf,
  valuesOf,
  withChangeSide,
} from './operand.js';

it('shows values as tags, and takes them back as what they were', () => {
  const values = ['open', 12, true, null];
  expect(tagsOf(values)).toEqual(['open', '12', 'true', NOTHING]);
  expect(valuesOf(['true', '12', '13', NOTHING], values)).toEqual([true, 12, '13', null]);
  expect(valuesOf([NOTHING], [])).toEqual([null]);
});

it('keeps one value alone or in a list, as it was', () => {
  expect(looseValuesOf(['pending'], 'open')).toBe('pending');
  expect(looseValuesOf(['pending'], ['open'])).toEqual(['pending']);
  expect(looseValuesOf(['open', 'pending'], 'open')).toEqual(['open', 'pending']);
  expect(looseValuesOf([], 'open')).toEqual([]);
});

it('enters either side of a change, and none of them', () => {
  const test = { field: 'ticket.status', op: 'changed', value: { from: 'open', to: ['pending', 'new'] } };
  expect(changeSides(test.value)).toEqual({ from: ['open'], to: ['pending', 'new'] });
  expect(changeSides(true)).toEqual({ from: [], to: [] });
  expect(changeSides(['a'])).toBeNull();
  const withoutFrom = withChangeSide(test, 'from', []);
  expect(withoutFrom).toEqual({ ...test, value: { to: ['pending', 'new'] } });
  expect(withChangeSide(withoutFrom, 'to', [])).toEqual({ field: 'ticket.status', op: 'changed' });
  expect(withChangeSide({ ...test, value: true }, 'to', ['closed'])).toEqual({
    ...test,
    value: { to: 'closed' },
  });
});

it('takes a number for a number only once it is spelt as one', () => {
  expect(['12', '-3.5', '1.', '1.0', '0x1', '', ' ', '2026-02-17'].map(orderValue)).toEqual([
    12,
    -3.5,
    '1.',
    '1.0',
    '0x1',
    '',
    ' ',
    '2026-02-17',
  ]);
});

it('enters durations of one unit, as ISO 8601 writes them', () => {
  const units: readonly DurationUnit[] = ['minutes', 'hours', 'days', 'weeks', 'months'];
  fc.assert(
    fc.property(fc.nat({ max: 999_999 }), fc.constantFrom(...units), (amount, unit) => {
      const iso = isoDuration({ amount, unit });
      expect(simpleDuration(iso)).toEqual({ amount, unit });
      if (amount < 10_000) expect(parseIsoDuration(iso)).not.toBeNull();
    }),
  );
  expect(['P1DT2H', 'PT05M', 'P', 'soon'].map(simpleDuration)).toEqual([null, null, null, null]);
  expect(['PT2H', 'P1DT12H', 'P1M', 'PT1M', 'soon', 'P'].map(durationWords)).toEqual([
    '2 hours',
    '1 day 12 hours',
    '1 month',
    '1 minute',
    'soon',
    'P',
  ]);
});

it('enters instants in the local time zone without moving them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const rfc3339 = new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
      expect(fromLocalInput(toLocalInput(rfc3339) ?? '')).toBe(rfc3339);
    }),
  );
  expect(['2026-02-17', '2026-02-17T09:00:00', 'soon', '2026-02-17T09:00:00.123Z'].map(toLocalInput)).toEqual(
    [null, null, null, null],
  );
});
