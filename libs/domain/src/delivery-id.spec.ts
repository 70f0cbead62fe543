import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deliveryId } from './delivery-id.js';

const idOf = (
  tenant: string,
  occurrence: string,
  subscriptionId: string,
  url: string,
  trigger: string | null = null,
) => deliveryId({ tenant, occurrence, subscriptionId, url, trigger });

test('an id follows from its parts and tells different parts apart', () => {
  const parts = fc.tuple(fc.string(), fc.string(), fc.string(), fc.string(), fc.option(fc.string()));
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(idOf(...a)).toBe(idOf(...a));
      expect(idOf(...a) === idOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test('parts do not run together, and the id fits a NATS subject and a header', () => {
  expect(idOf('a', 'bc', 'd', 'e')).not.toBe(idOf('ab', 'c', 'd', 'e'));
  expect(idOf('acme', 'event 1.*', 'sub_1', 'https://example.com/ü')).toMatch(/^dlv_[A-Za-z0-9_-]{27}$/);
});
