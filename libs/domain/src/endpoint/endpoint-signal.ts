/** What one attempt tells of its endpoint. */
export type EndpointSignal =
  | 'delivered'
  /** An answer of an endpoint that works and does not want this request. */
  | 'answered'
  | 'failed'
  /** It has too much to do, or nothing answers. */
  | 'overloaded'
  /** 410: it is not there any more and will not be again. */
  | 'gone';

const REQUEST_TIMEOUT = 408;
const GONE = 410;
const TOO_MANY_REQUESTS = 429;
const SERVICE_UNAVAILABLE = 503;

/** Reads the signal from an attempt's outcome; `code` is null when there was no answer. */
export function endpointSignal(outcome: {
  readonly delivered: boolean;
  readonly code: number | null;
}): EndpointSignal {
  const { delivered, code } = outcome;
  if (delivered) return 'delivered';
  if (code === GONE) return 'gone';
  if (code === null || asksForPatience(code)) return 'overloaded';
  return code >= 500 || code === REQUEST_TIMEOUT ? 'failed' : 'answered';
}

/** True for the answers whose `Retry-After` speaks for the whole endpoint (RFC 9110, 10.2.3; RFC 6585, 4). */
export function asksForPatience(code: number | null): boolean {
  return code === TOO_MANY_REQUESTS || code === SERVICE_UNAVAILABLE;
}

/** True for 410, which says that the endpoint is gone for good (RFC 9110, 15.5.11). */
export function isGone(code: number | null): boolean {
  return code === GONE;
}
