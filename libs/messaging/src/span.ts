import {
  ProxyTracerProvider,
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
import { randomHex } from './random-id.js';

const tracer = trace.getTracer('deskhook');
const SPAN_ID_BYTES = 8;

export interface SpanOptions {
  readonly kind: SpanKind;
  /** Null begins a trace of its own. */
  readonly parent: TraceContext | null;
  /** Made only when the span is recorded. */
  readonly attributes?: () => Attributes;
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
  if (!isTracing()) return unrecorded(options.parent ?? newTrace(), randomHex(SPAN_ID_BYTES));
  const parent =
    options.parent === null
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, toSpanContext(options.parent));
  const span = tracer.startSpan(
    name,
    {
      kind: options.kind,
      ...(options.attributes === undefined ? {} : { attributes: options.attributes() }),
      ...(options.startedAt === undefined ? {} : { startTime: options.startedAt }),
      links: (options.links ?? []).map((link) => ({ context: toSpanContext(link) })),
    },
    parent,
  );
  return span.isRecording()
    ? recorded(span)
    : unrecorded(options.parent ?? newTrace(), span.spanContext().spanId);
}

const NO_PROVIDER = new ProxyTracerProvider().getDelegate();

/** True when a tracing SDK is at work; what is only made for spans can be left out otherwise. */
export function isTracing(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== NO_PROVIDER;
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

/** An attempt needs a span id of its own for receivers and the log, also when nobody records it. */
function unrecorded(parent: TraceContext, spanId: string): TraceSpan {
  const { traceId, sampled } = parent;
  return { context: { traceId, spanId, sampled }, set: nothing, fail: nothing, end: nothing };
}

function newTrace(): TraceContext {
  return {
    traceId: randomHex(16),
    spanId: randomHex(8),
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
