/** What follows a failed attempt. */
export type RetryStep =
  { readonly kind: 'retry'; readonly number: number; readonly at: number } | { readonly kind: 'exhausted' };

export interface FailedAttempt {
  /** The attempt's number, from 1, counted over the delivery's whole life. */
  readonly number: number;
  /** Attempts made before the current run of the schedule began: 0, or more after a replay. */
  readonly numberBefore: number;
  /** When the attempt ended, in epoch milliseconds. */
  readonly endedAt: number;
}

/**
 * The next step after a failed attempt: the schedule's n-th delay counts from the end of the n-th failure, so
 * a schedule of k delays gives k + 1 attempts (contract, section 3: `retrySchedule`).
 */
export function nextStep(attempt: FailedAttempt, scheduleMs: readonly number[]): RetryStep {
  const delayMs = scheduleMs[attempt.number - attempt.numberBefore - 1];
  if (delayMs === undefined) return { kind: 'exhausted' };
  return { kind: 'retry', number: attempt.number + 1, at: attempt.endedAt + delayMs };
}
