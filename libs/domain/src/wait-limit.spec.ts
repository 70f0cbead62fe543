import { expect, test } from '@jest/globals';
import { waitLimitMs } from './wait-limit.js';

test.each([
  ['slots are plenty', { slots: 1_000, held: 500, endpoints: 2, heldByEndpoint: 499 }, 10_000],
  ['it is alone', { slots: 1_000, held: 1_000, endpoints: 1, heldByEndpoint: 1_000 }, 10_000],
  ['it holds its fair share', { slots: 1_000, held: 1_000, endpoints: 100, heldByEndpoint: 10 }, 10_000],
  ['it starves others', { slots: 1_000, held: 900, endpoints: 100, heldByEndpoint: 500 }, 1_000],
])('%s', (_, occupancy, limitMs) => {
  expect(waitLimitMs(occupancy)).toBe(limitMs);
});
