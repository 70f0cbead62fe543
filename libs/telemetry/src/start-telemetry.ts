import { register as registerHooks } from 'import-in-the-middle/register-hooks.mjs';
import { trace } from '@opentelemetry/api';
import type { Sampler } from '@opentelemetry/sdk-trace';
import { tellFaults } from './diag-lines.js';
import { metrics } from './metrics/metric-registry.js';
import type { SpanOutlet } from './spans/span-outlet.js';
import { recordSpansWith } from './spans/span-recorder.js';

/** A tracing SDK at work in this process. */
export interface RunningTelemetry {
  /** Exports what is left and ends. */
  stop(): Promise<void>;
}

/** Paths whose requests are noise in a trace. */
const PROBES = /^\/(healthz|readyz|metrics)\b/;
/** The modules that are instrumented. All others are left as they are: a hooked module's exports are slower to call. */
const HOOKED = ['http', 'https', 'node:http', 'node:https', 'pg', 'pg-pool'];

/**
 * Starts the SDK by the standard `OTEL_*` variables. To be called before the modules that it instruments are loaded.
 * Outbound requests and JetStream messages have spans of our own, so that their ids are those in the log.
 */
export async function startTelemetry(service: string): Promise<RunningTelemetry> {
  tellFaults(service, process.env);
  registerHooks({ include: HOOKED });
  process.env['OTEL_SERVICE_NAME'] ??= `deskhook-${service}`;
  // Log lines go to standard output.
  process.env['OTEL_LOGS_EXPORTER'] ??= 'none';
  const [{ NodeSDK }, instrumentations, { metricReadersOf }, { FirstRecorded, SpanOutlet }, fromEnv] =
    await Promise.all([
      import('@opentelemetry/sdk-node'),
      loadInstrumentations(),
      import('./metrics/metric-readers.js'),
      import('./spans/span-outlet.js'),
      import('./spans/processors-of-env.js'),
    ]);
  const sampler = new FirstRecorded((await import('./spans/sampler-of-env.js')).samplerOfEnv(process.env));
  const processors = await fromEnv.processorsOfEnv(process.env);
  const outlet = processors.length === 0 ? null : new SpanOutlet(processors);
  const sdk = new NodeSDK({
    sampler,
    instrumentations,
    metricReaders: await metricReadersOf(process.env, metrics),
    spanProcessors: outlet === null ? [] : [outlet],
  });
  sdk.start();
  if (outlet !== null) await recordOurs(sampler, outlet);
  return { stop: () => sdk.shutdown() };
}

async function loadInstrumentations() {
  const [{ HttpInstrumentation }, { PgInstrumentation }, { RuntimeNodeInstrumentation }] = await Promise.all([
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-pg'),
    import('@opentelemetry/instrumentation-runtime-node'),
  ]);
  return [
    new HttpInstrumentation({
      disableOutgoingRequestInstrumentation: true,
      ignoreIncomingRequestHook: (request) => PROBES.test(request.url ?? ''),
      // Inbound connectors of helpdesks that cannot sign have their secret there, and searches name people.
      startIncomingSpanHook: () => ({ 'url.query': undefined }),
    }),
    new PgInstrumentation({ requireParentSpan: true }),
    // Its figures are metrics alone, and taking them costs.
    ...(process.env['OTEL_METRICS_EXPORTER'] === 'none' ? [] : [new RuntimeNodeInstrumentation()]),
  ];
}

/** The outlet learns from the first span of the SDK what all have in common; that one is never ended, and so not exported. */
async function recordOurs(sampler: Sampler, outlet: SpanOutlet): Promise<void> {
  const { sdkRecorder } = await import('./spans/sdk-recorder.js');
  trace.getTracer('deskhook').startSpan('first');
  recordSpansWith(sdkRecorder(sampler, outlet));
}
