import { register as registerHooks } from 'import-in-the-middle/register-hooks.mjs';
import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import { metrics } from './metrics/metric-registry.js';
import { recordSpansWith } from './spans/span-recorder.js';

/** A tracing SDK at work in this process. */
export interface RunningTelemetry {
  /** Exports what is left and ends. */
  stop(): Promise<void>;
}

/** Paths whose requests are noise in a trace. */
const PROBES = /^\/(healthz|readyz)\b/;
/** The modules that are instrumented. All others are left as they are: a hooked module's exports are slower to call. */
const HOOKED = ['http', 'https', 'node:http', 'node:https', 'pg', 'pg-pool'];

/** Where the standard says something else than what a busy service needs; what is set in the environment wins. */
const DEFAULTS = {
  // A dispatcher makes several thousand spans a second: the standard's 2,048 would lose some in every burst.
  OTEL_BSP_MAX_QUEUE_SIZE: '8192',
  // Log lines go to standard output.
  OTEL_LOGS_EXPORTER: 'none',
} as const;

/**
 * Starts the SDK by the standard `OTEL_*` variables. To be called before the modules that it instruments are loaded.
 * Outbound requests and JetStream messages have spans of our own, so that their ids are those in the log.
 */
export async function startTelemetry(service: string): Promise<RunningTelemetry> {
  registerHooks({ include: HOOKED });
  const [
    { NodeSDK },
    { HttpInstrumentation },
    { PgInstrumentation },
    { RuntimeNodeInstrumentation },
    { SpanOrigin, sdkRecorder },
    { samplerOfEnv },
    { metricReadersOf },
  ] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-pg'),
    import('@opentelemetry/instrumentation-runtime-node'),
    import('./spans/sdk-recorder.js'),
    import('./spans/sampler-of-env.js'),
    import('./metrics/metric-readers.js'),
  ]);
  for (const [name, value] of Object.entries({ ...DEFAULTS, OTEL_SERVICE_NAME: `deskhook-${service}` }))
    process.env[name] ??= value;
  const origin = new SpanOrigin(samplerOfEnv(process.env));
  const sdk = new NodeSDK({
    sampler: origin,
    idGenerator: origin,
    metricReaders: await metricReadersOf(process.env, metrics),
    instrumentations: [
      new HttpInstrumentation({
        disableOutgoingRequestInstrumentation: true,
        ignoreIncomingRequestHook: (request) => PROBES.test(request.url ?? ''),
      }),
      new PgInstrumentation({ requireParentSpan: true }),
      // Its figures are metrics alone, and taking them costs.
      ...(process.env['OTEL_METRICS_EXPORTER'] === 'none' ? [] : [new RuntimeNodeInstrumentation()]),
    ],
  });
  sdk.start();
  if (hasTracerProvider()) recordSpansWith(sdkRecorder(trace.getTracer('deskhook'), origin));
  return { stop: () => sdk.shutdown() };
}

/** False where `OTEL_TRACES_EXPORTER` is `none`. */
function hasTracerProvider(): boolean {
  const provider = trace.getTracerProvider();
  return provider instanceof ProxyTracerProvider && provider.getDelegate() !== NO_PROVIDER;
}

const NO_PROVIDER = new ProxyTracerProvider().getDelegate();
