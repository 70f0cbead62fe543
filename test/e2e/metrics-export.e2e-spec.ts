import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { anEvent } from '../support/events.js';
import { parseOpenMetrics, type Metrics } from '../support/metrics.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startServices, type RunningServices } from '../support/services.js';

const pointSchema = z.object({
  attributes: z.array(z.object({ key: z.string(), value: z.object({ stringValue: z.string().optional() }) })),
  startTimeUnixNano: z.string(),
  asDouble: z.number().optional(),
  count: z.coerce.number().optional(),
  explicitBounds: z.array(z.number()).optional(),
  bucketCounts: z.array(z.coerce.number()).optional(),
});
const metricSchema = z.object({
  name: z.string(),
  unit: z.string(),
  sum: z.object({ isMonotonic: z.boolean(), dataPoints: z.array(pointSchema) }).optional(),
  gauge: z.object({ dataPoints: z.array(pointSchema) }).optional(),
  histogram: z.object({ dataPoints: z.array(pointSchema) }).optional(),
});
const exportSchema = z.object({
  resourceMetrics: z.array(z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(metricSchema) })) })),
});
type Metric = z.infer<typeof metricSchema>;

let nats: NatsServer;
let database: Database;
let receiver: Receiver;
let collector: Server;
let services: RunningServices;
let metricsPort: number;
/** The last export, by the names of its metrics. */
let exported: ReadonlyMap<string, Metric> = new Map();

beforeAll(async () => {
  [nats, database, receiver, metricsPort] = await Promise.all([
    startNatsServer(),
    createDatabase(),
    startReceiver(),
    freePort(),
  ]);
  const url = await startCollector();
  services = await startServices({
    natsUrl: nats.url,
    databaseUrl: database.url,
    env: {
      DESKHOOK_METRICS_PORT: String(metricsPort),
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRIC_EXPORT_INTERVAL: '300',
    },
  });
}, 90_000);

afterAll(async () => {
  await services.stop();
  await Promise.all([receiver.close(), nats.stop(), new Promise((resolve) => collector.close(resolve))]);
  await database.drop();
});

async function startCollector(): Promise<string> {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/metrics') exported = read(Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => collector.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${port}`;
}

function read(body: string): ReadonlyMap<string, Metric> {
  const { resourceMetrics } = exportSchema.parse(JSON.parse(body));
  const metrics = resourceMetrics.flatMap(({ scopeMetrics }) =>
    scopeMetrics.flatMap((scope) => scope.metrics),
  );
  return new Map(metrics.map((metric) => [metric.name, metric]));
}

async function scrape(): Promise<Metrics> {
  const headers = { accept: 'application/openmetrics-text' };
  return parseOpenMetrics(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { headers })).text());
}

it('leads from a histogram to the trace, and exports what is scraped', async () => {
  await services.api('PUT', '/v1/tenants/acme', {});
  const subscription = { name: 'all', urls: [receiver.url], events: ['*'] };
  expect((await services.api('POST', '/v1/tenants/acme/subscriptions', subscription)).status).toBe(201);
  const traceId = randomBytes(16).toString('hex');
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
  const published = await services.api('POST', '/v1/tenants/acme/events', anEvent({ traceparent }));
  expect(published.status).toBe(202);
  const [request] = await receiver.received(1);
  const metrics = await waitUntil(
    async () => {
      const now = await scrape();
      return now.sum('deskhook_deliveries_total') === 1 ? now : undefined;
    },
    { what: 'the delivery', timeoutMs: 60_000 },
  );
  const attempt = metrics.samples.find(
    ({ name, exemplar }) => name === 'deskhook_attempt_duration_seconds_bucket' && exemplar !== null,
  );
  const [, sentTrace] = String(request?.headers['traceparent']).split('-');
  expect(attempt?.exemplar).toEqual({
    trace_id: sentTrace,
    span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  for (const name of ['deskhook_evaluation_duration_seconds', 'deskhook_first_attempt_lag_seconds'])
    expect(
      metrics.samples.find((one) => one.name === `${name}_bucket` && one.exemplar !== null),
    ).toBeDefined();
  expect(metrics.sum('deskhook_build_info')).toBe(6);

  await waitUntil(() => (exported.has('deskhook_deliveries') ? true : undefined), {
    what: 'an export',
    timeoutMs: 60_000,
  });
  const deliveries = exported.get('deskhook_deliveries');
  expect(deliveries?.sum).toMatchObject({ isMonotonic: true, dataPoints: [{ asDouble: 1 }] });
  expect(labelsOf(deliveries?.sum?.dataPoints[0])).toEqual({
    tenant: 'acme',
    dialect: 'standard',
    outcome: 'delivered',
  });
  const lag = exported.get('deskhook_first_attempt_lag_seconds');
  expect(lag).toMatchObject({ unit: 's', histogram: { dataPoints: [{ count: 1 }] } });
  const [point] = lag?.histogram?.dataPoints ?? [];
  expect(point?.bucketCounts).toHaveLength((point?.explicitBounds?.length ?? 0) + 1);
  expect(point?.bucketCounts?.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(exported.get('deskhook_consumer_pending')?.gauge?.dataPoints.length).toBeGreaterThan(5);
  // The figures of Node and the process are OpenTelemetry's there.
  expect([...exported.keys()].filter((name) => name.startsWith('nodejs_heap'))).toEqual([]);
  expect([...exported.keys()].some((name) => name.startsWith('nodejs.eventloop'))).toBe(true);
}, 120_000);

function labelsOf(point: z.infer<typeof pointSchema> | undefined): Record<string, string | undefined> {
  return Object.fromEntries((point?.attributes ?? []).map(({ key, value }) => [key, value.stringValue]));
}
