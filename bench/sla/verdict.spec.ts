import { expect, it } from '@jest/globals';
import { verdictOn } from './verdict.js';

it('tells lost, early, doubled and repeated timers apart', () => {
  const timers = [1, 2, 3, 4, 5].map((ticket) => ({ ticket, due: 1_000 * ticket }));
  const breaches = [
    { id: 'a', ticket: 1, at: 1_010 },
    { id: 'b', ticket: 2, at: 1_999 },
    { id: 'c', ticket: 3, at: 3_020 },
    { id: 'c', ticket: 3, at: 9_000 },
    { id: 'd', ticket: 4, at: 4_030 },
    { id: 'e', ticket: 4, at: 9_000 },
    { id: 'f', ticket: 99, at: 9_000 },
  ];
  expect(verdictOn(timers, breaches)).toEqual({
    timers: 5,
    lost: 1,
    early: 1,
    doubled: 1,
    repeated: 1,
    errorMs: { p50: 10, p99: 30, max: 30 },
    toldAt: { p99: 4_030, last: 4_030 },
  });
});
