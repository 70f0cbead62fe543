import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectBroker } from '@deskhook/messaging';
import { anEvent, type EventOverrides } from '../support/events.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { startOtlpReceiver, type OtlpReceiver } from '../support/otlp-receiver.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startPrometheus, type PrometheusServer, type Sample } from '../support/prometheus-server.js';
import { promtoolBinary } from '../support/prometheus.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startServices, type RunningServices } from '../support/services.js';
import { dashboards } from './dashboards.js';
import { ALERT_RULES, alerts, metricsIn, RECORDING_RULES, recordings } from './rule-files.js';

const GOOD = 20;
/** What only shows when something happened that does not happen here; their owners' specs make it happen. */
const ELSEWHERE = new Set([
  'deskhook_connector_requests_total',
  'deskhook_endpoint_breaker',
  'deskhook_endpoints_disabled_total',
]);

/** What has an answer only when something is wrong, or happens elsewhere. */
const isOfTrouble = (expr: string): boolean =>
  expr.endsWith(' == 0') || metricsIn(expr).some((name) => ELSEWHERE.has(name));

let nats: NatsServer;
let database: Database;
let otlp: OtlpReceiver;
let receiver: Receiver;
let services: RunningServices;
let prometheus: PrometheusServer;
let metricsUrl: string;

beforeAll(async () => {
  [nats, database, otlp, receiver] = await Promise.all([
    startNatsServer(),
    createDatabase(),
    startOtlpReceiver(),
    startReceiver(),
  ]);
  const port = await freePort();
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  const env = {
    DESKHOOK_METRICS_PORT: String(port),
    OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
  [services, prometheus] = await Promise.all([
    startServices({ natsUrl: nats.url, databaseUrl: database.url, env }),
    startPrometheus({ targets: [`127.0.0.1:${port}`], rules: [RECORDING_RULES, ALERT_RULES] }),
  ]);
  await prometheus.until('up{job="deskhook"}', ([sample]) => sample?.value === 1);
  await publishEverything();
}, 120_000);
afterAll(async () => {
  await prometheus.stop();
  await services.stop();
  await Promise.all([receiver.close(), otlp.close(), nats.stop()]);
  await database.drop();
});

/** Good deliveries, one that fails and is made good by its retry, one that ends dead, a dead letter and an SLA timer. */
async function publishEverything(): Promise<void> {
  receiver.answer(({ path }, nth) => ({
    code: path === '/dead' || (path === '/once' && nth === 1) ? 503 : 204,
  }));
  await services.api('PUT', '/v1/tenants/acme', { name: 'Acme' });
  for (const [name, events] of [
    ['good', 'ticket.created'],
    ['once', 'ticket.closed'],
    ['dead', 'ticket.deleted'],
  ]) {
    const delivery = { retrySchedule: ['200ms'] };
    const urls = [`${receiver.url}/${name}`];
    const made = await services.api('POST', '/v1/tenants/acme/subscriptions', {
      name,
      urls,
      events: [events],
      delivery,
    });
    expect(made.status).toBe(201);
  }
  const publish = async (event: EventOverrides) => {
    const { status } = await services.api('POST', '/v1/tenants/acme/events', anEvent(event));
    expect(status).toBe(202);
  };
  for (let nth = 0; nth < GOOD; nth++) await publish({ type: 'ticket.created' });
  await publish({ type: 'ticket.closed' });
  await publish({ type: 'ticket.deleted' });
  const due = new Date(Date.now() + 2_000).toISOString();
  const ticket = { id: 77, subject: 'x', status: { id: 1, base: 'new' }, sla: { solution_due: due } };
  await publish({ type: 'ticket.updated', data: { ticket } });
}

describe('Deskhook, scraped by a real Prometheus', () => {
  test('says what was published and delivered, to the number', async () => {
    const of = (outcome: string) => `sum(deskhook_deliveries_total{tenant="acme",outcome="${outcome}"})`;
    await prometheus.until(of('delivered'), ([sample]) => sample?.value === GOOD + 1);
    await prometheus.until(of('dead'), ([sample]) => sample?.value === 1);
    const [events] = await prometheus.query(
      'sum(deskhook_events_total{tenant="acme",type=~"ticket.(created|closed|deleted)",outcome="evaluated"})',
    );
    expect(events?.value).toBe(GOOD + 2);
    const classes = await prometheus.query('sum by (class) (deskhook_attempts_total{tenant="acme"} > 0)');
    expect(Object.fromEntries(classes.map(({ labels, value }) => [labels['class'], value]))).toEqual({
      '2xx': GOOD + 1,
      '5xx': 3,
    });
  });

  test('tells how many first attempts were in time, and the share of the dead to the number', async () => {
    const late = 'deskhook:first_attempt_late:ratio_rate5m';
    const [sample] = await prometheus.until(late, (samples) => samples.length === 1);
    expect(sample?.value).toBeLessThan(1);
    // The process had ended none when it was scraped first, so that the first ends of all count.
    const share = 1 / (GOOD + 2);
    const isExact = ([dead]: readonly Sample[]) => dead !== undefined && Math.abs(dead.value - share) < 1e-6;
    await prometheus.until('deskhook:delivery_dead:ratio_rate5m', isExact);
  });

  test('rings when an event cannot be accepted, and not otherwise', async () => {
    const firing = async () =>
      (await prometheus.alerts()).filter(({ state }) => state === 'firing').map(({ labels }) => labels);
    expect(await firing()).toEqual([]);
    // On the broker, since HTTP ingest refuses it at once.
    const broker = await connectBroker({ url: nats.url, name: 'test' });
    await broker.js.publish('events.acme.ticket.created', 'not JSON');
    await broker.connection.close();
    const labels = await waitUntil(async () => (await firing())[0], {
      what: 'the alert',
      timeoutMs: 60_000,
      pollMs: 250,
    });
    expect(labels).toMatchObject({ alertname: 'DeskhookDeadLetters', severity: 'ticket' });
  });

  test('is written as promtool wants it', async () => {
    expect(await lintMetrics(await (await fetch(metricsUrl)).text())).toEqual([]);
  });

  test('has every metric that rules and dashboards ask for', async () => {
    const [boards, rules, made] = await Promise.all([dashboards(), alerts(), recordings()]);
    const asked = [
      ...boards.flatMap(({ queries, lists }) => [...queries, ...lists]),
      ...rules.map(({ expr }) => expr),
      ...made.map(({ expr }) => expr),
    ];
    const wanted = [...new Set(asked.flatMap((expr) => metricsIn(expr)))].filter(
      (name) => !ELSEWHERE.has(name),
    );
    expect(wanted.length).toBeGreaterThan(30);
    let missing = wanted;
    await waitUntil(
      async () => {
        const known = new Set(await prometheus.metricNames());
        missing = wanted.filter((name) => !known.has(name));
        return missing.length === 0 ? true : undefined;
      },
      { what: 'every metric', timeoutMs: 60_000, pollMs: 500 },
    ).catch(() => undefined);
    expect(missing).toEqual([]);
  });

  test('answers what the dashboards ask, with data in every panel', async () => {
    const asked = (await dashboards()).flatMap(({ uid, queries }) => queries.map((expr) => ({ uid, expr })));
    const answers = async () =>
      Promise.all(asked.map(async (one) => ({ ...one, samples: await prometheus.query(one.expr) })));
    let empty: readonly string[] = [];
    await waitUntil(
      async () => {
        const without = (await answers()).filter(({ samples }) => samples.length === 0);
        empty = without.filter(({ expr }) => !isOfTrouble(expr)).map(({ uid, expr }) => `${uid}: ${expr}`);
        return empty.length === 0 ? true : undefined;
      },
      { what: 'data in every panel', timeoutMs: 60_000, pollMs: 500 },
    ).catch(() => undefined);
    expect(empty).toEqual([]);
  });

  test('leads from a metric to a trace that was exported', async () => {
    const found = await waitUntil(
      async () => {
        const all = await prometheus.exemplars('deskhook_attempt_duration_seconds_bucket');
        const ids = all.flatMap(({ trace_id: id }) => (id === undefined ? [] : [id]));
        const exported = new Set(otlp.spans.map(({ traceId }) => traceId));
        return ids.find((id) => exported.has(id));
      },
      { what: 'an exemplar of an exported trace', timeoutMs: 60_000, pollMs: 250 },
    );
    expect(found).toMatch(/^[0-9a-f]{32}$/);
  });
});

function lintMetrics(text: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const child = execFile(promtoolBinary(), ['check', 'metrics'], (_, stdout, stderr) =>
      resolve(`${stdout}${stderr}`.split('\n').filter((line) => line !== '')),
    );
    child.stdin?.end(text);
  });
}
