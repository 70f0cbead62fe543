import { diag } from '@opentelemetry/api';
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { CountedExport } from './counted-export.js';
import type { ExportProcessor } from './span-outlet.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A dispatcher makes several thousand spans a second: the standard's 2,048 would lose some in every burst. */
const QUEUE_MAX = 8_192;
/** Each export costs a request and its answer, whatever is in it. Spans of ours have half a KB; collectors take 4 MiB by gRPC. */
const BATCH_MAX = 2_048;
const PROTOCOL_DEFAULT = 'http/protobuf';
const PROTOCOLS = [PROTOCOL_DEFAULT, 'http/json', 'grpc'];

/**
 * What exports spans, by `OTEL_TRACES_EXPORTER` (otlp, console, none), `OTEL_EXPORTER_OTLP_*` and `OTEL_BSP_*` (OpenTelemetry,
 * "Environment Variable Specification"). None: nobody asks for traces.
 */
export async function processorsOfEnv(env: Environment): Promise<ExportProcessor[]> {
  const named = (env['OTEL_TRACES_EXPORTER'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  const names = new Set(named.filter((name) => name !== ''));
  if (names.has('none')) return [];
  const processors = [...(names.size === 0 ? ['otlp'] : names)].map((name) => processorOf(name, env));
  return (await Promise.all(processors)).filter((processor) => processor !== null);
}

async function processorOf(name: string, env: Environment): Promise<ExportProcessor | null> {
  switch (name) {
    case 'otlp': {
      const settings = batchSettings(env);
      const begin = (exporter: SpanExporter) => new BatchSpanProcessor({ exporter, ...settings });
      return new CountedExport(await otlpExporter(env), begin, settings.maxQueueSize);
    }
    case 'console':
      return new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() });
    default:
      diag.error(`OTEL_TRACES_EXPORTER "${name}" is not known: use otlp, console or none`);
      return null;
  }
}

/** The exporter reads its address, headers and certificates from the environment itself. */
async function otlpExporter(env: Environment): Promise<SpanExporter> {
  const protocol =
    env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'] || PROTOCOL_DEFAULT;
  if (!PROTOCOLS.includes(protocol))
    diag.error(`OTEL_EXPORTER_OTLP_PROTOCOL "${protocol}" is not known: ${PROTOCOL_DEFAULT} is used`);
  switch (protocol) {
    case 'grpc':
      return new (await import('@opentelemetry/exporter-trace-otlp-grpc')).OTLPTraceExporter();
    case 'http/json':
      return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter();
    default:
      return new (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter();
  }
}

function batchSettings(env: Environment) {
  const maxQueueSize = positive(env['OTEL_BSP_MAX_QUEUE_SIZE']) ?? QUEUE_MAX;
  const given = {
    scheduledDelayMillis: positive(env['OTEL_BSP_SCHEDULE_DELAY']),
    exportTimeoutMillis: positive(env['OTEL_BSP_EXPORT_TIMEOUT']),
  };
  const maxExportBatchSize =
    positive(env['OTEL_BSP_MAX_EXPORT_BATCH_SIZE']) ?? Math.min(BATCH_MAX, maxQueueSize);
  return {
    maxQueueSize,
    maxExportBatchSize,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  };
}

function positive(text: string | undefined): number | null {
  const value = Number(text ?? '');
  return value > 0 ? value : null;
}
