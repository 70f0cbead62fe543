import {
  formatTraceparent,
  parseTraceparent,
  type AcceptedEvent,
  type TraceContext,
} from '@deskhook/contracts';
import {
  isTracing,
  messageAttributes,
  messageSpanName,
  startSpan,
  SUBJECT_TEMPLATES,
  type TraceSpan,
} from '@deskhook/messaging';
import { isSpanContextValid, SpanKind, trace, TraceFlags, type SpanContext } from '@opentelemetry/api';

/**
 * Where in a trace an event is published; null for nowhere, so that its trace begins with it.
 *
 * A caller that is traced itself is continued: by the span of this request where tracing is on, else by the header
 * that it sent. An event that carries a context of its own, with a caller that is not traced, keeps it: the header
 * would hide it. Otherwise the span of this request is where the event's trace begins.
 */
export function ingestTrace(
  header: string | null,
  extension: string | null,
  requestSpan: SpanContext | undefined,
): TraceContext | null {
  const own = requestSpan !== undefined && isSpanContextValid(requestSpan) ? contextOf(requestSpan) : null;
  const caller = parseTraceparent(header);
  if (caller !== null) return own ?? caller;
  return parseTraceparent(extension) ?? own;
}

/** The span of the request at work; undefined where tracing is off. */
export function requestSpan(): SpanContext | undefined {
  return trace.getActiveSpan()?.spanContext();
}

/** An event on its way into the stream. */
export interface PublishedEvent {
  readonly subject: string;
  readonly size: number;
  /** Null: it is one that the evaluator will refuse. */
  readonly event: AcceptedEvent | null;
}

/**
 * The span of an event's publication. Null where tracing is off: nobody would see it, and the context that came is passed on as
 * it is.
 */
export function publicationSpan(
  { subject, size, event }: PublishedEvent,
  parent: TraceContext | null,
): TraceSpan | null {
  if (!isTracing()) return null;
  return startSpan(messageSpanName('send', SUBJECT_TEMPLATES.events), {
    kind: SpanKind.PRODUCER,
    parent,
    attributes: () => ({
      ...messageAttributes('send', SUBJECT_TEMPLATES.events, {
        subject,
        size,
        ...(event === null ? {} : { id: event.id }),
      }),
      ...(event === null
        ? {}
        : {
            'deskhook.tenant': event.tenant,
            'deskhook.event.type': event.type,
            'deskhook.event.id': event.id,
          }),
    }),
  });
}

/** The `traceparent` header that an event is published with; null for none. */
export function publishedTraceparent(span: TraceSpan | null, trace: TraceContext | null): string | null {
  const context = span?.context ?? trace;
  return context === null ? null : formatTraceparent(context);
}

function contextOf({ traceId, spanId, traceFlags }: SpanContext): TraceContext {
  return { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 };
}
