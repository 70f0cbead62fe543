import { FailureError } from '@deskhook/contracts';

/** The log does not know the dead letter (yet, or any more). */
export function unknownDeadLetter(id: string): FailureError {
  const detail = `There is no dead letter "${id}" in the log; the log may be a moment behind`;
  return new FailureError({ kind: 'not-found', detail });
}
