import { describe, expect, test } from '@jest/globals';
import { expectedWaitMs, patienceMs, type SlotOccupancy } from './fair-share.js';

const quiet: SlotOccupancy = {
  slots: 1_000,
  held: 100,
  tenants: 2,
  heldByTenant: 100,
  endpoints: 2,
  heldByEndpoint: 100,
  expectedMs: 10,
};
const crowded = { ...quiet, held: 900, heldByTenant: 100, heldByEndpoint: 100 };

describe('how long a delivery may wait in memory', () => {
  test.each<[string, SlotOccupancy, number]>([
    ['long while there is room for everybody', { ...quiet, heldByTenant: 700, expectedMs: 5_000 }, 10_000],
    ['shortly while slots are scarce', crowded, 1_000],
    ['hardly where its tenant has more than its share', { ...crowded, heldByTenant: 600 }, 100],
    ['hardly where its endpoint has more than its share', { ...crowded, heldByEndpoint: 600 }, 100],
    ['not at all where the endpoint would hold a slot for long', { ...crowded, expectedMs: 5_000 }, 0],
    [
      'shortly for one that has them all to itself',
      { ...crowded, tenants: 1, endpoints: 1, heldByTenant: 900 },
      1_000,
    ],
  ])('%s', (_, occupancy, patience) => {
    expect(patienceMs(occupancy)).toBe(patience);
  });

  test('a place in a queue takes as long as those before it', () => {
    expect(expectedWaitMs(1, 100, 10)).toBe(10);
    expect(expectedWaitMs(50, 100, 10)).toBe(500);
  });
});
