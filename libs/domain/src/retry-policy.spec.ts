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

  const answer = (code: number, retryAfterMs: number | null = null) =>
    ({ kind: 'response', code, retryAfterMs }) as const;

  test('a success code is delivered', () => {
    expect(stepAfter(answer(204), first, policy)).toEqual({ status: 'delivered' });
  });
  test('any other code is retried, with the reason', () => {
    const step = stepAfter(answer(500), first, policy);
    expect(step).toEqual({
      status: 'retrying',
      number: 2,
      at: 6_000,
      reason: 'the endpoint answered 500',
      cause: { kind: 'schedule', position: 1, attempts: 2, delayMs: 5_000 },
    });
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

  test.each([429, 503, 500, 404])(
    '%i with Retry-After is tried again when the endpoint asks for it',
    (code) => {
      expect(stepAfter(answer(code, 60_000), first, policy)).toEqual({
        status: 'retrying',
        number: 2,
        at: 61_000,
        reason: `the endpoint answered ${code} and asked to be tried again after 1970-01-01T00:01:01.000Z`,
        cause: { kind: 'retry-after', position: 1, attempts: 2, delayMs: 5_000 },
      });
    },
  );
  test('the schedule is not hurried by a short Retry-After, nor made longer', () => {
    expect(stepAfter(answer(503, 1_000), first, policy)).toMatchObject({
      at: 6_000,
      reason: 'the endpoint answered 503',
    });
    expect(stepAfter(answer(503, 1_000), { ...first, number: 2 }, policy)).toMatchObject({ status: 'dead' });
  });
  test('410 is dead at once, unless it counts as a success', () => {
    expect(stepAfter(answer(410), first, policy)).toEqual({
      status: 'dead',
      reason: 'the endpoint answered 410 Gone: nothing more is sent to it',
    });
    const lenient = { ...policy, successCodes: parseSuccessCodes('2xx,410') ?? [] };
    expect(stepAfter(answer(410), first, lenient)).toEqual({ status: 'delivered' });
  });
});
