import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  mergeRecords,
  recordOf,
  STANDINGS,
  statusOf,
  type DeliveryFact,
  type DeliveryRecord,
} from './delivery-standing.js';

const attempted = fc.record({
  kind: fc.constant('attempted' as const),
  number: fc.integer({ min: 1, max: 6 }),
  standing: fc.constantFrom(...STANDINGS.filter((standing) => standing !== 'pending')),
  at: fc.integer({ min: 0, max: 9 }),
});
const begun = fc.record({
  kind: fc.constant('begun' as const),
  numberBefore: fc.integer({ min: 0, max: 5 }),
  at: fc.integer({ min: 0, max: 9 }),
});
const record = fc.oneof(attempted, begun).map(recordOf);

const known = (...facts: DeliveryFact[]): DeliveryRecord => facts.map(recordOf).reduce(mergeRecords);
const at = 1;
const start = { kind: 'begun', numberBefore: 0, at } as const;
const attempt = (number: number, standing: 'retrying' | 'delivered' | 'dead' | 'cancelled') =>
  ({ kind: 'attempted', number, standing, at }) as const;

describe('the status of a delivery', () => {
  it('is the same in whatever order and however often its facts arrive', () => {
    fc.assert(
      fc.property(record, record, record, (a, b, c) => {
        expect(mergeRecords(a, a)).toEqual(a);
        expect(mergeRecords(a, b)).toEqual(mergeRecords(b, a));
        expect(mergeRecords(mergeRecords(a, b), c)).toEqual(mergeRecords(a, mergeRecords(b, c)));
      }),
    );
  });

  it('follows the highest attempt', () => {
    expect(statusOf(known(start))).toBe('pending');
    expect(statusOf(known(attempt(1, 'retrying'), start))).toBe('retrying');
    expect(statusOf(known(attempt(2, 'dead'), attempt(1, 'retrying')))).toBe('dead');
    expect(statusOf(known(attempt(1, 'retrying'), attempt(2, 'cancelled')))).toBe('cancelled');
  });

  it('stays delivered, also when an attempt that ran twice is retried', () => {
    expect(statusOf(known(attempt(2, 'delivered'), attempt(3, 'retrying')))).toBe('delivered');
    expect(statusOf(known(attempt(2, 'delivered'), attempt(2, 'dead')))).toBe('delivered');
  });

  it('is pending again after a replay, until its attempt arrives', () => {
    const replay = { kind: 'begun', numberBefore: 2, at } as const;
    const before = known(start, attempt(1, 'retrying'), attempt(2, 'delivered'));
    expect(statusOf(mergeRecords(before, recordOf(replay)))).toBe('pending');
    expect(statusOf(known(attempt(3, 'retrying'), replay, attempt(2, 'delivered')))).toBe('retrying');
    expect(statusOf(known(attempt(3, 'delivered'), replay, attempt(2, 'dead')))).toBe('delivered');
  });
});
