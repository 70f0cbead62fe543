import { FailureError, type FailureKind, type ProblemError } from '@deskhook/contracts';

/** A failure of the request, to be thrown; the filter makes a problem of it. */
export function failure(kind: FailureKind, detail: string, errors?: readonly ProblemError[]): FailureError {
  return new FailureError({ kind, detail, ...(errors === undefined ? {} : { errors: [...errors] }) });
}
