interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** The part of @opentelemetry/api that is used, where the application has it. */
interface TraceApi {
  getActiveSpan(): { spanContext(): SpanContext } | undefined;
}

// Not a literal: neither compilers nor bundlers need the package to be there.
const PACKAGE: string = '@opentelemetry/api';
const INVALID_TRACE = '0'.repeat(32);

let loaded: Promise<TraceApi | null> | undefined;

/**
 * The trace context of the active span; null where the application is not traced: the trace then begins in Deskhook, and is
 * sampled as Deskhook is told to.
 */
export async function currentTraceparent(): Promise<string | null> {
  loaded ??= loadTraceApi();
  const span = (await loaded)?.getActiveSpan()?.spanContext();
  if (span === undefined || span.traceId === INVALID_TRACE) return null;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

async function loadTraceApi(): Promise<TraceApi | null> {
  try {
    const found: unknown = await import(PACKAGE);
    const trace: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'trace') : null;
    return isTraceApi(trace) ? trace : null;
  } catch {
    return null;
  }
}

function isTraceApi(value: unknown): value is TraceApi {
  return typeof value === 'object' && value !== null && 'getActiveSpan' in value;
}
