import { randomBytes } from 'node:crypto';
import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Span,
  type SpanContext,
  type SpanKind,
} from '@opentelemetry/api';
import type { TraceContext } from '@deskhook/contracts';

const tracer = trace.getTracer('deskhook');

export interface SpanOptions {
  readonly kind: SpanKind;
  /** Null begins a trace of its own. */
  readonly parent: TraceContext | null;
  readonly attributes?: Attributes;
  readonly links?: readonly TraceContext[];
  /** When it began, in epoch milliseconds; now, when absent. */
  readonly startedAt?: number;
}

/** A unit of work in a trace. Without a tracing SDK only its context is kept, so that the trace goes on. */
export interface TraceSpan {
  readonly context: TraceContext;
  set(attributes: Attributes): void;
  fail(message: string): void;
  end(): void;
}

/** Begins a span below its parent. Whoever begins it ends it. */
export function startSpan(name: string, options: SpanOptions): TraceSpan {
  const parent =
    options.parent === null
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, toSpanContext(options.parent));
  const span = tracer.startSpan(
    name,
    {
      kind: options.kind,
      ...(options.attributes === undefined ? {} : { attributes: options.attributes }),
      ...(options.startedAt === undefined ? {} : { startTime: options.startedAt }),
      links: (options.links ?? []).map((link) => ({ context: toSpanContext(link) })),
    },
    parent,
  );
  return span.isRecording() ? recorded(span) : unrecorded(span, options.parent ?? newTrace());
}

/** True when a tracing SDK is at work; what is only made for spans can be left out otherwise. */
export function isTracing(): boolean {
  const sampled = trace.setSpanContext(ROOT_CONTEXT, toSpanContext(newTrace()));
  return tracer.startSpan('probe', {}, sampled).isRecording();
}

function recorded(span: Span): TraceSpan {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    context: { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 },
    set: (attributes) => void span.setAttributes(attributes),
    fail: (message) => void span.setStatus({ code: SpanStatusCode.ERROR, message }),
    end: () => span.end(),
  };
}

const nothing = (): void => undefined;

/** The API's own no-op span repeats its parent's id; an attempt needs one of its own for receivers and the log. */
function unrecorded(span: Span, parent: TraceContext): TraceSpan {
  const { spanId } = span.spanContext();
  const own = spanId === parent.spanId ? randomBytes(8).toString('hex') : spanId;
  return { context: { ...parent, spanId: own }, set: nothing, fail: nothing, end: nothing };
}

function newTrace(): TraceContext {
  return {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    sampled: true,
  };
}

function toSpanContext(context: TraceContext): SpanContext {
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    traceFlags: context.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  };
}
