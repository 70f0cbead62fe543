/**
 * What operators see of a process. Metrics: one registry, which a scrape reads. Traces: the OpenTelemetry SDK, started
 * before anything that it instruments is loaded and only when the standard `OTEL_*` variables ask for an export. Without
 * them nothing of it is loaded.
 */
export { telemetryWanted } from './telemetry-wanted.js';
export { startTelemetry, type RunningTelemetry } from './start-telemetry.js';
export { BUCKETS_SECONDS } from './metrics/buckets.js';
export type { ReadGauges } from './metrics/gauge-readers.js';
export type {
  CounterOf,
  ExemplarSpan,
  GaugeOf,
  GaugeReading,
  HistogramOf,
  Labels,
} from './metrics/instruments.js';
export { OTHER } from './metrics/label-slots.js';
export { MetricRegistry, metrics } from './metrics/metric-registry.js';
export { startMetricsServer, type RunningMetricsServer } from './metrics/metrics-server.js';
export { epochMs } from './spans/epoch-ms.js';
export { failureBudget } from './spans/failure-budget.js';
export {
  recordSpansWith,
  spanRecorder,
  type FinishedSpan,
  type SpanHead,
  type SpanPlace,
  type SpanRecorder,
} from './spans/span-recorder.js';
