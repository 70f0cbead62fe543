import type { Attempt, DeliveryDetail } from '../../../api/types.js';

export type Outcome = 'success' | 'failure';

/**
 * What came of an attempt. The log keeps that of the delivery: the last one decided it, an earlier one failed unless the
 * delivery was sent again after it had arrived, which its code tells by the subscription's success codes (`2xx`, `200-204`).
 */
export function outcomeOf(
  attempt: Pick<Attempt, 'number' | 'error' | 'responseCode'>,
  delivery: Pick<DeliveryDetail, 'status' | 'attempts'>,
  successCodes: string,
): Outcome {
  const { error, responseCode } = attempt;
  if (error !== null || responseCode === null) return 'failure';
  if (attempt.number === delivery.attempts.at(-1)?.number) {
    if (delivery.status === 'delivered') return 'success';
    if (delivery.status === 'dead' || delivery.status === 'retrying') return 'failure';
  }
  return isIn(successCodes, responseCode) ? 'success' : 'failure';
}

/** Whether an attempt is known for a replay: the one before had arrived, after which nothing is sent by itself. */
export function isReplay(
  attempt: Pick<Attempt, 'number'>,
  delivery: Pick<DeliveryDetail, 'status' | 'attempts'>,
  successCodes: string,
): boolean {
  const before = delivery.attempts.findLast(({ number }) => number < attempt.number);
  return before !== undefined && outcomeOf(before, delivery, successCodes) === 'success';
}

function isIn(codes: string, code: number): boolean {
  return codes.split(',').some((part) => {
    const range = part.trim();
    if (/^[1-5]xx$/i.test(range)) return range[0] === String(code)[0];
    const [from, to = from] = range.split('-').map(Number);
    return from !== undefined && to !== undefined && code >= from && code <= to;
  });
}

/** What an attempt is called in a line: `500`, `No answer`. */
export function shortOutcome({ responseCode, error }: Pick<Attempt, 'responseCode' | 'error'>): string {
  if (responseCode !== null) return String(responseCode);
  return error?.startsWith('no answer') === true ? 'Timed out' : 'No answer';
}
