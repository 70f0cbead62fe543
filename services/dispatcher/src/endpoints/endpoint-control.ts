/** A URL of a subscription. */
export interface Endpoint {
  readonly tenant: string;
  readonly subscriptionId: string;
  readonly url: string;
}

/** What one request, or the two of a probe for another form, taught about its endpoint. */
export interface Observation {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly delivered: boolean;
  /** Null: there was no answer. */
  readonly code: number | null;
  /** Why there was no answer. */
  readonly error: string | null;
  /** How long the answer asks to wait, by its `Retry-After`. */
  readonly retryAfterMs: number | null;
}

/** Permission to send one request; to be given back when it has ended, and once only counts. */
export interface Turn {
  /** Null: no request was made. */
  end(observation: Observation | null): void;
}

export type Admission =
  | { readonly kind: 'send'; readonly turn: Turn }
  /** As many are in flight as the endpoint bears. */
  | { readonly kind: 'full' }
  /** The breaker is open, or the endpoint asked to be left alone; `until` in epoch milliseconds. */
  | { readonly kind: 'closed'; readonly reason: string; readonly until: number };

/** What may be sent to one endpoint now, as this process has come to know it. */
export interface EndpointControl {
  /** `now` in epoch milliseconds. */
  admit(now: number): Admission;
  /** Resolves when an answer other than the last one may be had. */
  changed(): Promise<void>;
}
