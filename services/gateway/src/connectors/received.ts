import type { FailureError, InboundAnswer } from '@deskhook/contracts';

/** What a request to a connector came to; `detail` says it to who may read the connector, and never has what a person wrote. */
export type Received =
  | {
      readonly outcome: 'accepted' | 'ignored' | 'refused';
      readonly detail: string;
      readonly answer: InboundAnswer;
    }
  | { readonly outcome: 'unauthorized'; readonly detail: string; readonly failure: FailureError };

const TYPES_SHOWN_MAX = 5;

export function accepted(types: readonly string[], answer: InboundAnswer): Received {
  const different = [...new Set(types)];
  const more = different.length > TYPES_SHOWN_MAX ? ', …' : '';
  return { outcome: 'accepted', detail: different.slice(0, TYPES_SHOWN_MAX).join(', ') + more, answer };
}

export function ignored(why: string): Received {
  return { outcome: 'ignored', detail: why, answer: { accepted: 0, ignored: why } };
}

export function refused(deadLetter: string): Received {
  const detail = `not understood: it is the dead letter ${deadLetter}`;
  return { outcome: 'refused', detail, answer: { accepted: 0, deadLetter } };
}

export function unauthorized(detail: string, failure: FailureError): Received {
  return { outcome: 'unauthorized', detail, failure };
}
