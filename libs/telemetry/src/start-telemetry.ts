import { register as registerHooks } from 'import-in-the-middle/register-hooks.mjs';

/** A tracing SDK at work in this process. */
export interface RunningTelemetry {
  /** Exports what is left and ends. */
  stop(): Promise<void>;
}

/** Paths whose requests are noise in a trace. */
const PROBES = /^\/(healthz|readyz)\b/;

/**
 * Starts the SDK by the standard `OTEL_*` variables. To be called before the modules that it instruments are loaded.
 * Outbound requests and JetStream messages have spans of our own, so that their ids are those in the log.
 */
export async function startTelemetry(service: string): Promise<RunningTelemetry> {
  registerHooks();
  const [
    { NodeSDK },
    { HttpInstrumentation },
    { PgInstrumentation },
    { PinoInstrumentation },
    { RuntimeNodeInstrumentation },
  ] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-pg'),
    import('@opentelemetry/instrumentation-pino'),
    import('@opentelemetry/instrumentation-runtime-node'),
  ]);
  process.env['OTEL_SERVICE_NAME'] ??= `deskhook-${service}`;
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation({
        disableOutgoingRequestInstrumentation: true,
        ignoreIncomingRequestHook: (request) => PROBES.test(request.url ?? ''),
      }),
      new PgInstrumentation({ requireParentSpan: true }),
      new PinoInstrumentation({ disableLogSending: true }),
      new RuntimeNodeInstrumentation(),
    ],
  });
  sdk.start();
  return { stop: () => sdk.shutdown() };
}
