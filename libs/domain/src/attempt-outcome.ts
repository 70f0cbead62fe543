import { isGone } from './endpoint/endpoint-signal.js';
import { nextStep, type FailedAttempt, type RetryStep } from './retry-policy.js';
import { isSuccessCode, type SuccessCodes } from './success-codes.js';

/** What came back from one HTTP request: an answer, or none and why. */
export type AttemptResult =
  | {
      readonly kind: 'response';
      readonly code: number;
      /** How long the answer asks to wait (`retryAfterMs`); null: it does not ask. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'error'; readonly error: string };

/** What decided the instant of the next attempt. */
export interface RetryCause {
  /** The retry schedule, or an endpoint that asked for more time than that. */
  readonly kind: 'schedule' | 'retry-after';
  /** Which attempt of its run of the schedule failed, from 1. */
  readonly position: number;
  /** How many the run has in all, by the schedule as it was then. */
  readonly attempts: number;
  /** The schedule's delay after this attempt, in milliseconds. */
  readonly delayMs: number;
}

/** Where a delivery stands after an attempt, with the sentence that the log shows (contract, section 7). */
export type DeliveryStep =
  | { readonly status: 'delivered' }
  | {
      readonly status: 'retrying';
      readonly number: number;
      readonly at: number;
      readonly reason: string;
      readonly cause: RetryCause;
    }
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
  const answer = result.kind === 'response' ? result : null;
  if (answer !== null && isSuccessCode(policy.successCodes, answer.code)) return { status: 'delivered' };
  if (answer !== null && isGone(answer.code))
    return { status: 'dead', reason: 'the endpoint answered 410 Gone: nothing more is sent to it' };
  const failure = result.kind === 'response' ? `the endpoint answered ${result.code}` : result.error;
  const step = nextStep(attempt, policy.retryScheduleMs);
  switch (step.kind) {
    case 'retry':
      return retrying(step, failure, {
        asked: askedUntil(answer?.retryAfterMs ?? null, attempt),
        position: attempt.number - attempt.numberBefore,
        attempts: policy.retryScheduleMs.length + 1,
        delayMs: step.at - attempt.endedAt,
      });
    case 'exhausted':
      return {
        status: 'dead',
        reason: `${failure}; attempt ${attempt.number} was the last of the retry schedule`,
      };
    default:
      return step satisfies never;
  }
}

/** An endpoint can put an attempt off by `Retry-After`; it cannot bring it forward. */
function retrying(
  { number, at }: Extract<RetryStep, { kind: 'retry' }>,
  failure: string,
  { asked, ...run }: Omit<RetryCause, 'kind'> & { readonly asked: number | null },
): DeliveryStep {
  if (asked === null || asked <= at)
    return { status: 'retrying', number, at, reason: failure, cause: { kind: 'schedule', ...run } };
  const until = new Date(asked).toISOString();
  const reason = `${failure} and asked to be tried again after ${until}`;
  return { status: 'retrying', number, at: asked, reason, cause: { kind: 'retry-after', ...run } };
}

function askedUntil(retryAfterMs: number | null, { endedAt }: FailedAttempt): number | null {
  return retryAfterMs === null ? null : Math.ceil(endedAt + retryAfterMs);
}
