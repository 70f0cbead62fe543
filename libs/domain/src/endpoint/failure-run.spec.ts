import { expect, test } from '@jest/globals';
import { isEstablished, isGivenUp, runAfterFailure, type FailureRun } from './failure-run.js';

const DAY_MS = 86_400_000;
const runOf = (ends: readonly number[]): FailureRun =>
  ends.reduce<FailureRun | null>(runAfterFailure, null) ?? { since: 0, failures: 0 };

test.each([
  ['ten failures at once', Array.from({ length: 10 }, () => 5), 5, true],
  ['nine failures at once', Array.from({ length: 9 }, () => 5), 5, false],
  ['five failures over an hour', [5, 6, 7, 8, 3_600_005], 3_600_005, true],
  ['two failures days apart', [5, 5 * DAY_MS], 5 * DAY_MS, false],
])('%s make an endpoint that fails: %#', (_, ends, now, established) => {
  expect(isEstablished(runOf(ends), now)).toBe(established);
});

test('a run counts from its first failure, and gives up only where it is told to', () => {
  const { since } = runOf([1_000, 2_000]);
  expect(since).toBe(1_000);
  expect(isGivenUp(since, 1_000 + 5 * DAY_MS - 1, 5 * DAY_MS)).toBe(false);
  expect(isGivenUp(since, 1_000 + 5 * DAY_MS, 5 * DAY_MS)).toBe(true);
  expect(isGivenUp(since, Infinity, 0)).toBe(false);
});
