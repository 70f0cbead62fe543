import type { RetryCause } from './attempt-outcome.js';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Why an attempt is made when it is. Instants in epoch milliseconds. */
export type RetryReason =
  | (RetryCause & { readonly at: number })
  /** Tried at once with another form of the body or another access token. */
  | { readonly kind: 'at-once' }
  /** Nothing more is known than that an attempt with this number failed, and when the next one is. */
  | { readonly kind: 'unknown'; readonly failed: number };

/** The sentence that says so. `scheduleMs` is the schedule as it is now, which may have changed since. */
export function retrySentence(reason: RetryReason, scheduleMs: readonly number[]): string {
  switch (reason.kind) {
    case 'schedule': {
      const { position, attempts, delayMs } = reason;
      const isCurrent = scheduleMs[position - 1] === delayMs && scheduleMs.length + 1 === attempts;
      const says = isCurrent ? 'says' : 'said then';
      return `Attempt ${position + 1} of ${attempts}: ${spokenMs(delayMs)} after the failure, as the retry schedule ${says}`;
    }
    case 'retry-after': {
      const until = new Date(reason.at).toISOString();
      const instead = `the retry schedule has ${spokenMs(reason.delayMs)}`;
      return `The endpoint asked to wait until ${until} (Retry-After); ${instead}`;
    }
    case 'at-once':
      return 'It is tried once more at once, in another form or with a new access token';
    case 'unknown':
      return `As was decided when attempt ${reason.failed} failed`;
    default:
      return reason satisfies never;
  }
}

/** A duration in words, in the largest unit that fits it exactly, such as `5 minutes`; below a second in milliseconds. */
export function spokenMs(ms: number): string {
  const [name, unitMs] = UNITS.find(([, lengthMs]) => ms >= lengthMs && ms % lengthMs === 0) ?? ['ms', 1];
  const count = ms / unitMs;
  if (name === 'ms') return `${count} ms`;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
