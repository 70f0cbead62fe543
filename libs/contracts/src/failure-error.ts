import type { Failure } from './problem.schema.js';

/** An expected failure of a request on its way to the caller, named so that the edge can translate it. */
export class FailureError extends Error {
  override readonly name = 'FailureError';

  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(failure.detail, options);
  }
}
