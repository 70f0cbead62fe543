/** Attempts in a row that did not deliver. */
export interface FailureRun {
  /** When the first of them ended, in epoch milliseconds. */
  readonly since: number;
  readonly failures: number;
}

const MANY_FAILURES = 10;
const SOME_FAILURES = 5;
const SOME_MS = 3_600_000;

/** The run after one more failure. */
export function runAfterFailure(run: FailureRun | null, endedAt: number): FailureRun {
  return run === null ? { since: endedAt, failures: 1 } : { since: run.since, failures: run.failures + 1 };
}

/**
 * True when the run says that the endpoint is failing, not just some requests: many failures, or some over an hour. An
 * endpoint that seldom has something to get is not disabled for two bad days.
 */
export function isEstablished({ since, failures }: FailureRun, now: number): boolean {
  return failures >= MANY_FAILURES || (failures >= SOME_FAILURES && now - since >= SOME_MS);
}

/** True when an endpoint that fails since then is given up; 0: never. Times are epoch milliseconds. */
export function isGivenUp(since: number, now: number, disableAfterMs: number): boolean {
  return disableAfterMs > 0 && now - since >= disableAfterMs;
}
