import { nextStep, type FailedAttempt } from './retry-policy.js';
import { isSuccessCode, type SuccessCodes } from './success-codes.js';

/** What came back from one HTTP request: an answer, or none and why. */
export type AttemptResult =
  { readonly kind: 'response'; readonly code: number } | { readonly kind: 'error'; readonly error: string };

/** Where a delivery stands after an attempt, with the sentence that the log shows (contract, section 7). */
export type DeliveryStep =
  | { readonly status: 'delivered' }
  | { readonly status: 'retrying'; readonly number: number; readonly at: number; readonly reason: string }
  | { readonly status: 'dead'; readonly reason: string };

export interface AttemptPolicy {
  readonly successCodes: SuccessCodes;
  readonly retryScheduleMs: readonly number[];
}

/** Decides what an attempt's result means for its delivery. */
export function stepAfter(
  result: AttemptResult,
  attempt: FailedAttempt,
  policy: AttemptPolicy,
): DeliveryStep {
  if (result.kind === 'response' && isSuccessCode(policy.successCodes, result.code))
    return { status: 'delivered' };
  const failure = result.kind === 'response' ? `the endpoint answered ${result.code}` : result.error;
  const step = nextStep(attempt, policy.retryScheduleMs);
  switch (step.kind) {
    case 'retry':
      return { status: 'retrying', number: step.number, at: step.at, reason: failure };
    case 'exhausted':
      return {
        status: 'dead',
        reason: `${failure}; attempt ${attempt.number} was the last of the retry schedule`,
      };
    default:
      return step satisfies never;
  }
}
