import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deliveryId } from './delivery-id.js';

test('an id follows from its parts and tells different parts apart', () => {
  const parts = fc.tuple(fc.string(), fc.string(), fc.string(), fc.string());
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(deliveryId(...a)).toBe(deliveryId(...a));
      expect(deliveryId(...a) === deliveryId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test('parts do not run together, and the id fits a NATS subject and a header', () => {
  expect(deliveryId('a', 'bc', 'd', 'e')).not.toBe(deliveryId('ab', 'c', 'd', 'e'));
  expect(deliveryId('acme', 'event 1.*', 'sub_1', 'https://example.com/ü')).toMatch(
    /^dlv_[A-Za-z0-9_-]{27}$/,
  );
});
