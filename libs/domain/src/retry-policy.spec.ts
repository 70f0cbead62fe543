import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stepAfter } from './attempt-outcome.js';
import { nextStep } from './retry-policy.js';
import { parseSuccessCodes } from './success-codes.js';

describe('the retry schedule', () => {
  test('a schedule of k delays gives k + 1 attempts, each after its delay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { maxLength: 10 }),
        fc.nat(5),
        fc.nat(),
        (schedule, numberBefore, start) => {
          let attempt = { number: numberBefore + 1, numberBefore, endedAt: start };
          for (const delayMs of schedule) {
            const step = nextStep(attempt, schedule);
            expect(step).toEqual({
              kind: 'retry',
              number: attempt.number + 1,
              at: attempt.endedAt + delayMs,
            });
            attempt = { number: attempt.number + 1, numberBefore, endedAt: attempt.endedAt + delayMs };
          }
          expect(nextStep(attempt, schedule)).toEqual({ kind: 'exhausted' });
        },
      ),
    );
  });
});

describe('what an answer means', () => {
  const policy = { successCodes: parseSuccessCodes('2xx') ?? [], retryScheduleMs: [5_000] };
  const first = { number: 1, numberBefore: 0, endedAt: 1_000 };

  test('a success code is delivered', () => {
    expect(stepAfter({ kind: 'response', code: 204 }, first, policy)).toEqual({ status: 'delivered' });
  });
  test('any other code is retried, with the reason', () => {
    const step = stepAfter({ kind: 'response', code: 500 }, first, policy);
    expect(step).toEqual({ status: 'retrying', number: 2, at: 6_000, reason: 'the endpoint answered 500' });
  });
  test('no answer at the end of the schedule is dead', () => {
    const step = stepAfter(
      { kind: 'error', error: 'no answer within 5 ms' },
      { ...first, number: 2 },
      policy,
    );
    expect(step).toEqual({
      status: 'dead',
      reason: 'no answer within 5 ms; attempt 2 was the last of the retry schedule',
    });
  });
});
