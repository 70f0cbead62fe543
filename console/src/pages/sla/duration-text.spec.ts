import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isoOfText, textOfIso } from './duration-text.js';

it.each([
  ['4 h', 'PT4H'],
  ['1d 30min', 'P1DT30M'],
  ['2 days', 'P2D'],
  ['pt8h', 'PT8H'],
  ['90 s', 'PT90S'],
])('%s is %s', (text, iso) => expect(isoOfText(text)).toBe(iso));

it.each(['', 'soon', '4', '4 parsecs', '4 h?', 'P', 'PT'])('%s is no duration', (text) =>
  expect(isoOfText(text)).toBeNull(),
);

it('what was written is read again', () => {
  const amount = fc.integer({ min: 0, max: 9_999 });
  fc.assert(
    fc.property(amount, amount, amount, (days, hours, minutes) => {
      const iso = `P${days}DT${hours}H${minutes}M`;
      expect(isoOfText(textOfIso(iso))).toBe(iso);
    }),
  );
});
