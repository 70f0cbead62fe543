const EXPORTERS = ['OTEL_TRACES_EXPORTER', 'OTEL_METRICS_EXPORTER'];
const ENDPOINTS = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
];

/** A port that is scraped needs no SDK. */
const NOT_EXPORTING = ['', 'none', 'prometheus'];

/** True when the standard variables ask for an export (OpenTelemetry, "Environment Variable Specification"). */
export function telemetryWanted(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return false;
  const exporter = EXPORTERS.some((name) => !NOT_EXPORTING.includes(env[name] ?? ''));
  return exporter || ENDPOINTS.some((name) => (env[name] ?? '') !== '');
}
