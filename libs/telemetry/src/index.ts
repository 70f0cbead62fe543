/**
 * The OpenTelemetry SDK, started before anything that it instruments is loaded and only when the standard `OTEL_*`
 * variables ask for an export. Without them nothing of it is loaded.
 */
export { telemetryWanted } from './telemetry-wanted.js';
export { startTelemetry, type RunningTelemetry } from './start-telemetry.js';
