import { describe, expect, it } from '@jest/globals';
import { newestRows, type FeedRow } from './feed-rows.js';

const row = (key: string, second: number, came = ''): FeedRow => ({
  key,
  deliveryId: key,
  status: 'delivered',
  what: '#1 · ticket.created',
  came,
  at: `2026-02-17T14:45:0${second}.000Z`,
});
const keys = (rows: readonly FeedRow[]) => rows.map(({ key }) => key);

describe('the newest attempts', () => {
  it('are in the order of time, wherever they are told', () => {
    expect(keys(newestRows([row('b', 2), row('d', 4)], [row('c', 3), row('a', 1)], 3))).toEqual([
      'd',
      'c',
      'b',
    ]);
  });

  it('are shown once, as they came live', () => {
    expect(newestRows([row('a', 1, '204 12 ms')], [row('a', 1, '204')], 8)).toEqual([
      row('a', 1, '204 12 ms'),
    ]);
  });
});
