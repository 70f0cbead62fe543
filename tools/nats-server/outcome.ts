/** What one place that may have a nats-server answered; why not is kept for the closing error. */
export type Outcome =
  | { readonly kind: 'found'; readonly binary: string; readonly version: string }
  | { readonly kind: 'failed'; readonly reason: string };

export const failed = (reason: string): Outcome => ({ kind: 'failed', reason });
