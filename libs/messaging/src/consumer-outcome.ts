import type { Refusal } from '@deskhook/contracts';

/** What becomes of a message. Handlers return it; the consumer loop alone talks to JetStream. */
export type Outcome =
  | { readonly kind: 'ack' }
  /** Hand it out again after a while. Only for short local back-pressure: a waiting message holds a slot. */
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** It can never be handled: to the dead letters, with the reason. */
  | { readonly kind: 'reject'; readonly refusal: Refusal };

export const ACK: Outcome = { kind: 'ack' };

/** The outcome of something that can never be handled. */
export function reject(refusal: Refusal): Outcome {
  return { kind: 'reject', refusal };
}

/** True for what a handler may return. */
export function isOutcome(value: unknown): value is Outcome {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'ack' || value.kind === 'retry' || value.kind === 'reject';
}
