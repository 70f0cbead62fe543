import { FailureError } from '@deskhook/contracts';

/** The log does not know the delivery (yet, or any more). */
export function unknownDelivery(id: string): FailureError {
  const detail = `There is no delivery "${id}" in the log; the log may be a moment behind, and it forgets after the retention time`;
  return new FailureError({ kind: 'not-found', detail });
}
