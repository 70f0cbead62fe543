import { afterEach, expect, it } from '@jest/globals';
import type { RunningMetricsServer } from '@deskhook/telemetry';
import { freePort } from '../../../test/support/processes.js';
import { startProcessMetrics } from './process-metrics.js';

let server: RunningMetricsServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function scraped(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

it('opens no port unless it is told one', async () => {
  expect(await startProcessMetrics({ OTEL_METRICS_EXPORTER: 'otlp' })).toBeNull();
});

it("opens the port of Deskhook's own variable, with the process's own figures", async () => {
  const port = await freePort();
  const other = { OTEL_METRICS_EXPORTER: 'prometheus', OTEL_EXPORTER_PROMETHEUS_PORT: '1' };
  const env = { DESKHOOK_METRICS_PORT: String(port), DESKHOOK_HTTP_HOST: '127.0.0.1', ...other };
  server = await startProcessMetrics(env);
  expect(await scraped(port)).toMatch(/^process_resident_memory_bytes \d+$/m);
});

it("opens the port of OpenTelemetry's Prometheus exporter where its variables ask for one", async () => {
  const port = await freePort();
  server = await startProcessMetrics({
    OTEL_METRICS_EXPORTER: 'prometheus',
    OTEL_EXPORTER_PROMETHEUS_HOST: '127.0.0.1',
    OTEL_EXPORTER_PROMETHEUS_PORT: String(port),
  });
  expect(await scraped(port)).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
});

it('names the variable and the fault of a port that is none', async () => {
  await expect(startProcessMetrics({ DESKHOOK_METRICS_PORT: '70000' })).rejects.toThrow(
    /DESKHOOK_METRICS_PORT/,
  );
});
