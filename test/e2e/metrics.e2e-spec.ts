import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { subjects } from '@deskhook/contracts';
import { startProcessMetrics, startService } from '@deskhook/runtime';
import type { RunningMetricsServer } from '@deskhook/telemetry';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { NATS_PASSWORD } from '../support/guarded-nats.js';
import { familyOf, parseOpenMetrics, type Metrics } from '../support/metrics.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const ACME = '/v1/tenants/acme';
const EVENTS = 4;
const DAY_MS = 86_400_000;

let world: ApiWorld;
let receivers: Readonly<Record<'good' | 'failing' | 'silent', Receiver>>;
let server: RunningMetricsServer | null;
let helpdesk: NatsConnection;

beforeAll(async () => {
  const metricsPort = await freePort();
  receivers = {
    good: await startReceiver(),
    failing: await startReceiver(() => ({ code: 503 })),
    silent: await startReceiver(() => null),
  };
  world = await startApiWorld(
    {
      DESKHOOK_LEDGER_GRACE_MS: '1000',
      DESKHOOK_METRICS_PORT: String(metricsPort),
      DESKHOOK_METRICS_TENANTS_MAX: '1',
    },
    [
      (env) => startService(logsService, env),
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(schedulerService, env),
    ],
    { tenants: ['acme', 'globex'] },
  );
  server = await startProcessMetrics(world.env);
  await world.keyFor('acme', 'admin');
  await world.keyFor('globex', 'admin');
  helpdesk = await connect({ servers: world.nats.url, user: 'acme-helpdesk', pass: NATS_PASSWORD });
}, 90_000);

afterAll(async () => {
  await helpdesk.close();
  await server?.stop();
  await world.close();
  await Promise.all(Object.values(receivers).map((receiver) => receiver.close()));
});

async function scrape(): Promise<Metrics> {
  const accept = 'application/openmetrics-text;version=1.0.0';
  const answer = await fetch(`http://127.0.0.1:${server?.port}/metrics`, { headers: { accept } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
  return parseOpenMetrics(await answer.text());
}

async function subscribe(name: string, url: string, more: object = {}): Promise<string> {
  const json = { name, urls: [url], events: ['ticket.created'], ...more };
  const made = await world.call('POST', `${ACME}/subscriptions`, { json });
  expect(made.status).toBe(201);
  return made.body.id;
}

async function publish(tenant: string, event: object): Promise<number> {
  return (await world.call('POST', `/v1/tenants/${tenant}/events`, { json: event })).status;
}

/** Everything that metrics tell of happens once: deliveries that end well and badly, refusals, an alarm, a call by a stranger. */
async function happen(): Promise<{ readonly good: string }> {
  const good = await subscribe('good', receivers.good.url, { events: ['ticket.*', 'sla.breached'] });
  const delivery = { retrySchedule: ['1s'], timeoutMs: 5_000 };
  await subscribe('failing', receivers.failing.url, { delivery });
  await subscribe('silent', receivers.silent.url, { delivery: { ...delivery, retrySchedule: [] } });
  await subscribe('closed', `http://127.0.0.1:${await freePort()}`, {
    delivery: { ...delivery, retrySchedule: [] },
  });
  await subscribe('ordered', receivers.good.url, { delivery: { ordering: 'ticket' } });
  await subscribe('acts', receivers.good.url, {
    events: ['reply.created'],
    actions: [{ type: 'add_note', body: 'seen' }],
  });
  const policy = { name: 'fast', targets: { resolution: { default: 'PT2S' } } };
  expect((await world.call('POST', `${ACME}/sla-policies`, { json: policy })).status).toBe(201);
  const time = new Date().toISOString();
  const status = { slug: 'open', base: 'in_progress' };
  for (let number = 1; number <= EVENTS; number++)
    expect(await publish('acme', anEvent({ time, data: { ticket: { id: number, status } } }))).toBe(202);
  const changes = [{ field: 'status', old: 'open', new: 'closed' }];
  const closed = { id: 1, status: { slug: 'closed', base: 'closed' } };
  expect(
    await publish('acme', anEvent({ type: 'ticket.updated', time, data: { ticket: closed, changes } })),
  ).toBe(202);
  const reply = { ticket: { id: 9 }, message: { id: 1 } };
  expect(await publish('acme', anEvent({ type: 'reply.created', time, data: reply }))).toBe(202);
  expect(await publish('globex', anEvent({ time }))).toBe(202);
  expect(await publish('acme', anEvent({ time, data: {} }))).toBe(422);
  helpdesk.publish(subjects.event('acme', 'ticket.created'), 'not json');
  await helpdesk.flush();
  expect((await world.call('GET', '/v1/tenants', { key: 'nobody' })).status).toBe(401);
  await receivers.good.received(1);
  return { good };
}

/** The ledger when everything has ended. */
async function settledLedger() {
  const from = new Date(Date.now() - DAY_MS).toISOString();
  const answer = await world.soon(`${ACME}/ledger?from=${from}`, ({ body }) => {
    const { waiting, pending, unexplained, accepted, dead, delivered } = body;
    return waiting + pending + unexplained === 0 && accepted > EVENTS && dead >= 3 * EVENTS && delivered > 0;
  });
  return answer.body;
}

async function attemptsInLog(): Promise<Record<string, number>> {
  const { body } = await world.call('GET', `${ACME}/deliveries?limit=100`);
  const counts: Record<string, number> = {};
  for (const { id } of body.items) {
    const { attempts } = (await world.call('GET', `${ACME}/deliveries/${id}`)).body;
    for (const { responseCode, error } of attempts) {
      const of = responseCode === null ? (/no answer within/.test(error) ? 'timeout' : 'connection') : null;
      const outcome = of ?? `${String(responseCode)[0]}xx`;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
  }
  return counts;
}

/** The rows of the table in docs/metrics.md. */
function documented() {
  const page = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
  return page.split('\n').flatMap((line) => {
    const [, name, type, labels = '', , who = ''] = line.split('|').map((cell) => cell.trim());
    const plain = /^`(deskhook_\w+)`$/.exec(name ?? '')?.[1];
    if (plain === undefined || type === undefined) return [];
    return [
      { name: plain, type, who, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label) },
    ];
  });
}

it('counts what the ledger and the log tell, and everything that the documentation names', async () => {
  const { good } = await happen();
  await waitUntil(async () => ((await scrape()).sum('deskhook_sla_events_total') ?? 0) > 0 || undefined, {
    what: 'a breach',
    timeoutMs: 60_000,
  });
  const { metrics, settled } = await waitUntil(
    async () => {
      const before = await settledLedger();
      const now = await scrape();
      const after = await settledLedger();
      const waiting =
        (now.sum('deskhook_consumer_pending') ?? 1) + (now.sum('deskhook_consumer_ack_pending') ?? 1);
      const evaluated = now.sum('deskhook_events_total', { tenant: 'acme', outcome: 'evaluated' });
      // The books close a little later than queues are empty, and what one event called for may be an event of its own.
      const agree = before.accepted === after.accepted && after.evaluated === evaluated;
      return waiting === 0 && agree ? { metrics: now, settled: after } : undefined;
    },
    { what: 'empty queues', timeoutMs: 60_000 },
  );
  const counted = (name: string, labels = {}) => metrics.sum(name, { tenant: 'acme', ...labels }) ?? 0;
  expect({
    evaluated: counted('deskhook_events_total', { outcome: 'evaluated' }),
    deliveries: counted('deskhook_deliveries_made_total'),
    delivered: counted('deskhook_deliveries_total', { outcome: 'delivered' }),
    dead: counted('deskhook_deliveries_total', { outcome: 'dead' }),
    cancelled: counted('deskhook_deliveries_total', { outcome: 'cancelled' }),
    commands: metrics.sum('deskhook_commands_total', { action: 'add_note' }),
  }).toEqual({
    evaluated: settled.evaluated,
    deliveries: settled.deliveries,
    delivered: settled.delivered,
    dead: settled.dead,
    cancelled: settled.cancelled,
    commands: 1,
  });
  const attempts = await attemptsInLog();
  expect(attempts).toMatchObject({ '5xx': 2 * EVENTS, timeout: EVENTS, connection: EVENTS });
  for (const [outcome, count] of Object.entries(attempts)) {
    expect({ outcome, count: counted('deskhook_attempts_total', { class: outcome }) }).toEqual({
      outcome,
      count,
    });
  }
  expect(counted('deskhook_endpoint_attempts_total')).toBe(counted('deskhook_attempts_total'));
  const endpoint = metrics.samples.find(
    ({ name, labels }) =>
      name === 'deskhook_endpoint_attempts_total' && labels['endpoint']?.startsWith(`${good}:`) === true,
  );
  expect(endpoint?.labels).toMatchObject({
    class: '2xx',
    endpoint: expect.stringMatching(/:[0-9a-f]{16}$/),
  });
  // One tenant has series of its own; who comes after it has not.
  expect(metrics.sum('deskhook_events_total', { tenant: '_other', outcome: 'evaluated' })).toBe(1);
  expect(metrics.sum('deskhook_events_total', { tenant: 'globex' })).toBeNull();
  const refused = { stream: 'EVENTS', reason: 'not_json' };
  expect({
    refused: metrics.sum('deskhook_events_refused_total'),
    dead: metrics.sum('deskhook_dead_letters_total', refused),
    ingested: metrics.sum('deskhook_ingest_events_total', { outcome: 'accepted' }),
    turnedDown: metrics.sum('deskhook_ingest_events_total', { outcome: 'refused' }),
    strangers: metrics.sum('deskhook_authentication_failures_total'),
    ordered: metrics.sum('deskhook_deferred_total', { why: 'order' }),
    breached: metrics.sum('deskhook_sla_events_total', { type: 'sla.breached' }),
    errors: metrics.sum('deskhook_metrics_errors_total'),
    parked: metrics.sum('deskhook_parked_deliveries'),
    unexplained: metrics.sum('deskhook_ledger_unexplained'),
  }).toEqual({
    refused: 1,
    dead: 1,
    ingested: EVENTS + 3,
    turnedDown: 1,
    strangers: 1,
    ordered: EVENTS,
    breached: metrics.sum('deskhook_timers_fired_total', { outcome: 'fired' }),
    errors: 0,
    parked: 0,
    unexplained: 0,
  });
  const route = { method: 'POST', route: '/v1/tenants/{tenant}/events' };
  expect(metrics.sum('deskhook_http_requests_total', { ...route, code: '202' })).toBe(EVENTS + 3);
  expect(metrics.sum('deskhook_dependency_up')).toBe(
    metrics.samples.filter(({ name }) => name === 'deskhook_dependency_up').length,
  );
  expect(metrics.sum('nodejs_eventloop_lag_p99_seconds')).not.toBeNull();
  expectDocumented(metrics);
  expect(world.refusals()).toEqual([]);
}, 120_000);

/** The page and the scrape name the same metrics, of the same kinds and with the same labels. */
function expectDocumented(metrics: Metrics): void {
  const rows = documented();
  const plainName = (name: string) => name.replace(/_total$/, '');
  const expected = rows
    .filter(({ who }) => who !== 'with tracing')
    .map(({ name, type }) => `${plainName(name)} ${type}`);
  const told = [...metrics.types].filter(([name]) => name.startsWith('deskhook_'));
  expect(told.map(([name, type]) => `${name} ${type}`).toSorted()).toEqual(expected.toSorted());
  const labelsOf = new Map(rows.map(({ name, labels }) => [plainName(name), new Set(labels)]));
  for (const { name, labels } of metrics.samples) {
    const family = familyOf(name, metrics.types);
    if (!family.startsWith('deskhook_')) continue;
    const own = Object.keys(labels).filter((label) => label !== 'le' || !name.endsWith('_bucket'));
    expect({ name, labels: new Set(own) }).toEqual({ name, labels: labelsOf.get(family) });
  }
}
