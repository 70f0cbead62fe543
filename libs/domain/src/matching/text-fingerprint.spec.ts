import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addFingerprints, fingerprint, fingerprintLength } from './text-fingerprint.js';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const everything = { has: () => true };

test('a text has the fingerprint of every stretch of it', () => {
  fc.assert(
    fc.property(text, text, text, (before, operand, after) => {
      const length = fingerprintLength(operand.length, true);
      if (length === null) return;
      const found = new Set<number>();
      addFingerprints(before + operand + after, length, everything, found);
      expect(found).toContain(fingerprint(operand, 0, length));
      expect(found).toContain(fingerprint(operand, operand.length - length, length));
    }),
  );
});

test('only those are found that are wanted', () => {
  const wanted = new Set([fingerprint('refund', 0, 6)]);
  const found = new Set<number>();
  addFingerprints('no refund, no return', 6, wanted, found);
  expect([...found]).toEqual([...wanted]);
  addFingerprints('refun', 6, everything, found);
  expect(found.size).toBe(1);
});

test('a fingerprint covers no more than the operand has', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.boolean(), (length, inside) => {
      expect(fingerprintLength(length, inside) ?? 0).toBeLessThanOrEqual(length);
      expect(fingerprintLength(length, inside) === null).toBe(length === 0);
    }),
  );
});
