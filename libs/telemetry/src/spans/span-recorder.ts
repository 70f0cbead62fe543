import type { Attributes, SpanKind } from '@opentelemetry/api';

/** Where a span stands. Ids in hexadecimal, as in W3C trace context. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

/** What is known of a span when it begins. */
export interface SpanHead {
  readonly name: string;
  readonly kind: SpanKind;
  readonly traceId: string;
  /** Null: the trace begins with it. */
  readonly parent: SpanPlace | null;
}

/** A span that has ended and is to be exported. */
export interface FinishedSpan extends SpanHead {
  readonly spanId: string;
  readonly attributes: Attributes;
  readonly links: readonly SpanPlace[];
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Why it failed, as a sentence; null: it did not. */
  readonly error: string | null;
}

/** Takes spans that have ended. What is not exported is never given to it, so that it costs nearly nothing. */
export interface SpanRecorder {
  /** Whether a span that begins is exported, whatever becomes of it (`OTEL_TRACES_SAMPLER`). */
  samples(head: SpanHead): boolean;
  /**
   * Whether a span that failed is exported although it was not sampled; the answer yes is counted against two budgets.
   * @param of whose failure it is: an endpoint, a tenant. None of them takes the whole budget
   */
  keepsFailed(of: string): boolean;
  record(span: FinishedSpan): void;
}

let recorder: SpanRecorder | null = null;

/** What records the spans of this process; null: nobody asked for traces. */
export function spanRecorder(): SpanRecorder | null {
  return recorder;
}

/** Has spans recorded from now on. */
export function recordSpansWith(chosen: SpanRecorder | null): void {
  recorder = chosen;
}
