import { formatTraceparent, parseTraceparent } from '@deskhook/contracts';
import { isSpanContextValid, trace, TraceFlags, type SpanContext } from '@opentelemetry/api';

/**
 * The `traceparent` header that an event is published with; null for none.
 *
 * A caller that is traced itself is continued: by the span of this request where tracing is on, else by the header
 * that it sent. An event that carries a context of its own, with a caller that is not traced, keeps it: the header
 * would hide it. Otherwise the span of this request is where the event's trace begins.
 */
export function ingestTraceparent(
  header: string | null,
  extension: string | null,
  requestSpan: SpanContext | undefined,
): string | null {
  const own = requestSpan !== undefined && isSpanContextValid(requestSpan) ? format(requestSpan) : null;
  const caller = parseTraceparent(header);
  if (caller !== null) return own ?? formatTraceparent(caller);
  return parseTraceparent(extension) === null ? own : null;
}

/** The span of the request at work; undefined where tracing is off. */
export function requestSpan(): SpanContext | undefined {
  return trace.getActiveSpan()?.spanContext();
}

function format({ traceId, spanId, traceFlags }: SpanContext): string {
  return formatTraceparent({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 });
}
