import {
  ConsoleMetricExporter,
  PeriodicExportingMetricReader,
  type IMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { RegistryProducer } from './metric-producer.js';
import type { MetricRegistry } from './metric-registry.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** OpenTelemetry, "Environment Variable Specification", periodic exporting metric reader. */
const INTERVAL_MS = 60_000;
const TIMEOUT_MS = 30_000;

/**
 * Who exports the metrics, by the standard variables: those that the instrumentation measures, and the registry's.
 * `prometheus` is the port that is scraped, which is not the SDK's here.
 */
export async function metricReadersOf(env: Environment, registry: MetricRegistry): Promise<IMetricReader[]> {
  const named = (env['OTEL_METRICS_EXPORTER'] ?? '').split(',').map((name) => name.trim());
  const exporters = new Set(named.filter((name) => name !== ''));
  if (exporters.size === 0) exporters.add('otlp');
  if (exporters.has('none')) return [];
  const made = [
    ...(exporters.has('otlp') ? [await otlpExporter(env)] : []),
    ...(exporters.has('console') ? [new ConsoleMetricExporter()] : []),
  ];
  const exportIntervalMillis = millis(env['OTEL_METRIC_EXPORT_INTERVAL']) ?? INTERVAL_MS;
  const timeoutMs = millis(env['OTEL_METRIC_EXPORT_TIMEOUT']) ?? TIMEOUT_MS;
  const exportTimeoutMillis = Math.min(timeoutMs, exportIntervalMillis);
  const metricProducers = [new RegistryProducer(registry)];
  return made.map(
    (exporter) =>
      new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis,
        exportTimeoutMillis,
        metricProducers,
      }),
  );
}

/** Where it sends to, and with which headers, the exporters read from the environment themselves. */
async function otlpExporter(env: Environment): Promise<PushMetricExporter> {
  const protocol = env['OTEL_EXPORTER_OTLP_METRICS_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'];
  switch (protocol?.trim() ?? '') {
    case 'grpc':
      return new (await import('@opentelemetry/exporter-metrics-otlp-grpc')).OTLPMetricExporter();
    case 'http/json':
      return new (await import('@opentelemetry/exporter-metrics-otlp-http')).OTLPMetricExporter();
    default:
      return new (await import('@opentelemetry/exporter-metrics-otlp-proto')).OTLPMetricExporter();
  }
}

function millis(text: string | undefined): number | null {
  const value = Number(text ?? '');
  return Number.isInteger(value) && value > 0 ? value : null;
}
