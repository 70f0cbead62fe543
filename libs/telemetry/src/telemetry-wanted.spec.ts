import { expect, it } from '@jest/globals';
import { telemetryWanted } from './telemetry-wanted.js';

it.each([
  [{}, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, true],
  [{ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://collector:4318/v1/metrics' }, true],
  [{ OTEL_METRICS_EXPORTER: 'otlp' }, true],
  [{ OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }, false],
  // A port that is scraped needs no SDK.
  [{ OTEL_METRICS_EXPORTER: 'prometheus' }, false],
  [{ OTEL_METRICS_EXPORTER: 'prometheus', OTEL_TRACES_EXPORTER: 'otlp' }, true],
  [{ OTEL_SDK_DISABLED: 'true', OTEL_METRICS_EXPORTER: 'otlp' }, false],
])('%j: %s', (env, wanted) => {
  expect(telemetryWanted(env)).toBe(wanted);
});
