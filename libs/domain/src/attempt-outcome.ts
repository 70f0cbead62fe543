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
  const answer = result.kind === 'response' ? result : null;
  if (answer !== null && isSuccessCode(policy.successCodes, answer.code)) return { status: 'delivered' };
  if (answer !== null && isGone(answer.code))
    return { status: 'dead', reason: 'the endpoint answered 410 Gone: nothing more is sent to it' };
  const failure = result.kind === 'response' ? `the endpoint answered ${result.code}` : result.error;
  const step = nextStep(attempt, policy.retryScheduleMs);
  switch (step.kind) {
    case 'retry':
      return retrying(step, failure, askedUntil(answer?.retryAfterMs ?? null, attempt));
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
  asked: number | null,
): DeliveryStep {
  if (asked === null || asked <= at) return { status: 'retrying', number, at, reason: failure };
  const until = new Date(asked).toISOString();
  const reason = `${failure} and asked to be tried again after ${until}`;
  return { status: 'retrying', number, at: asked, reason };
}

function askedUntil(retryAfterMs: number | null, { endedAt }: FailedAttempt): number | null {
  return retryAfterMs === null ? null : Math.ceil(endedAt + retryAfterMs);
}
