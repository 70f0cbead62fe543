import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  attemptReportSchema,
  BUCKETS,
  configKeys,
  CONSUMERS,
  HEADERS,
  STREAMS,
  subjects,
  type Delivery,
  type SubscriptionRecord,
} from '@deskhook/contracts';
import { askHealth, connectBroker, ensureStreams, Publisher, type Broker } from '@deskhook/messaging';
import { Kvm } from '@nats-io/kv';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';
import { startHeldReceiver, type HeldReceiver } from './held-receiver.js';

/** What an endpoint gets at once that nothing is known of. */
const IN_FLIGHT = 4;
const BEHIND = 40;
const WAIT_MS = 20_000;
const MEBIBYTES_64 = 64 * 1024 * 1024;
const subscription = 'sub_drain';

let nats: NatsServer;
let broker: Broker;
let receiver: HeldReceiver;

beforeAll(async () => {
  nats = await startNatsServer();
  broker = await connectBroker({ url: nats.url, name: 'test' });
  receiver = await startHeldReceiver();
  await ensureStreams(broker, { replicas: 1, bytesMax: MEBIBYTES_64 });
  const bucket = await new Kvm(broker.js).open(BUCKETS.config);
  await bucket.put(configKeys.tenant('acme'), JSON.stringify({ id: 'acme' }));
  await bucket.put(configKeys.subscription('acme', subscription), JSON.stringify(aRecord(receiver.url)));
});
afterAll(async () => {
  await receiver.close();
  await broker.connection.close();
  await nats.stop();
});

test('SIGTERM lets requests in flight finish, settles them, and hands on what came later', async () => {
  const ids = Array.from({ length: IN_FLIGHT }, (_, nth) => `dlv_drain_${nth}`);
  const first = await startDispatcher();
  for (const id of ids) await publishDelivery(id);
  await until(`${IN_FLIGHT} requests`, () => receiver.ids.length === IN_FLIGHT);
  const behind = Array.from({ length: BEHIND }, (_, nth) => `dlv_drain_lane_${nth}`);
  for (const id of behind) await publishDelivery(id);
  await until('some of the others to wait in their lane', async () => (await parked()) > 0);

  const stopped = first.stop();
  await until('the dispatcher to ask for no more', async () => (await consumerInfo()).num_waiting === 0);
  await publishDelivery('dlv_drain_later');
  expect(first.isRunning()).toBe(true);
  receiver.release();
  expect(await stopped).toEqual({ code: 0, signal: null });
  expect(receiver.cutOff).toEqual([]);
  await until('the broker to see the settlements', async () => (await unsettled()) === 0);
  expect(await deliveredReports()).toEqual(expect.arrayContaining(ids));

  const second = await startDispatcher();
  await until('the later delivery', () => receiver.ids.includes('dlv_drain_later'));
  await until(
    'nothing to be left',
    async () => (await unsettled()) + (await pending()) + (await parked()) === 0,
  );
  expect([...receiver.ids].sort()).toEqual([...ids, ...behind, 'dlv_drain_later'].sort());
  expect(await second.stop()).toEqual({ code: 0, signal: null });
}, 90_000);

async function startDispatcher(): Promise<ManagedProcess> {
  const started = await startProcess({
    name: 'dispatcher',
    command: process.execPath,
    args: [join(projectRoot(), 'dist', 'services', 'main.js'), 'dispatcher'],
    env: {
      PATH: process.env['PATH'],
      DESKHOOK_NATS_URL: nats.url,
      DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
      DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
      DESKHOOK_STREAM_MIB_MAX: '64',
      DESKHOOK_LOG_LEVEL: 'silent',
    },
    graceMs: 30_000,
  });
  await until('the dispatcher', isHealthy);
  return started;
}

async function publishDelivery(id: string): Promise<void> {
  const names = { id, tenant: 'acme', eventId: id, type: 'ticket.created', ticketId: '1' };
  const place = { subscriptionId: subscription, url: receiver.url, mode: 'structured' as const };
  const delivery: Delivery = { ...names, ...place, number: 1, numberBefore: 0, acceptedAt: Date.now() };
  await new Publisher(broker).publish({
    subject: subjects.delivery('acme', subscription),
    payload: JSON.stringify({ id }),
    headers: { [HEADERS.delivery]: JSON.stringify(delivery) },
    messageId: id,
  });
}

function aRecord(url: string): SubscriptionRecord {
  return {
    id: subscription,
    tenant: 'acme',
    name: 'drain',
    active: true,
    urls: [url],
    events: ['*'],
    dialect: 'standard',
    dialectOptions: {},
    condition: null,
    actions: [],
    createdAt: 0,
    activatedAt: 0,
    usesTenantSecret: false,
    disabledUrls: [],
    auth: { type: 'none' },
    tls: null,
    redact: [],
    secrets: [],
    headers: {},
    delivery: {
      timeoutMs: 3 * WAIT_MS,
      connectTimeoutMs: 10_000,
      maxRedirects: 0,
      retryScheduleMs: [],
      successCodes: '2xx',
      maxConcurrency: 10,
      rateLimit: null,
      ordering: 'none' as const,
      traceparent: true,
    },
  };
}

async function deliveredReports(): Promise<string[]> {
  const found: string[] = [];
  const consumer = await broker.js.consumers.get(STREAMS.attempts);
  const { num_pending } = await consumer.info(true);
  for (let read = 0; read < num_pending; read += 1) {
    const report = attemptReportSchema.parse((await consumer.next())?.json());
    if (report.status === 'delivered') found.push(report.deliveryId);
  }
  return found;
}

const isHealthy = (): Promise<boolean> =>
  askHealth(broker, 'dispatcher', 1_000).then(
    () => true,
    () => false,
  );
const consumerInfo = () => broker.jsm.consumers.info(STREAMS.deliveries, CONSUMERS.dispatcherDeliveries);
const unsettled = async (): Promise<number> => (await consumerInfo()).num_ack_pending;
const parked = async (): Promise<number> => (await broker.jsm.streams.info(STREAMS.parked)).state.messages;
const pending = async (): Promise<number> => (await consumerInfo()).num_pending;

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  await waitUntil(async () => ((await holds()) ? true : undefined), { what, timeoutMs: WAIT_MS });
}
