import { isTracing } from '@deskhook/messaging';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { MsgHdrs } from '@nats-io/transport-node';

const tracer = trace.getTracer('deskhook');

/**
 * Makes a call of another service within a span, and has its headers carry where in the trace it stands (OpenTelemetry, "RPC
 * spans"). A call that nobody's work in a trace makes has none.
 */
export async function traceCall<T>(name: string, headers: MsgHdrs, call: () => Promise<T>): Promise<T> {
  if (!isTracing() || trace.getActiveSpan() === undefined) {
    inject(context.active(), headers);
    return call();
  }
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes: attributesOf(name) });
  const within = trace.setSpan(context.active(), span);
  inject(within, headers);
  try {
    return await context.with(within, call);
  } catch (error) {
    failCall(span, 'unavailable');
    throw error;
  } finally {
    span.end();
  }
}

/** The span of a call that is answered, and the context to answer it in. Null: the caller is not traced. */
export function answerSpan(name: string, headers: unknown): { span: Span; within: Context } | null {
  if (!isTracing() || !isReadable(headers)) return null;
  const getter = { get: (from: ReadableHeaders, key: string) => from.get(key), keys: () => [] };
  const above = propagation.extract(ROOT_CONTEXT, headers, getter);
  if (trace.getSpan(above) === undefined) return null;
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes: attributesOf(name) }, above);
  return { span, within: trace.setSpan(context.active(), span) };
}

/** @param kind of the failure, as the reply names it */
export function failCall(span: Span, kind: string): void {
  span.setAttribute('error.type', kind);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function inject(within: Context, headers: MsgHdrs): void {
  propagation.inject(within, headers, { set: (carrier, key, value) => carrier.set(key, value) });
}

function attributesOf(name: string): Attributes {
  return { 'rpc.system.name': 'nats', 'rpc.method': name };
}

type ReadableHeaders = Pick<MsgHdrs, 'get'>;

function isReadable(headers: unknown): headers is ReadableHeaders {
  return typeof headers === 'object' && headers !== null && 'get' in headers;
}
