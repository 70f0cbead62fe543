import { STREAMS } from '@deskhook/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { ensureConsumer, type ConsumerDeclaration } from './consumer-declaration.js';
import { checkStreams, ensureStreams } from './ensure-streams.js';
import { connectBroker, type Broker } from './nats-connection.js';
import { tenantConsumers, TenantNameError } from './tenant-consumers.js';

const SETTINGS = { replicas: 1, bytesMax: 16 * 1024 * 1024 };
const consumer: ConsumerDeclaration = {
  durable: 'evaluator',
  stream: STREAMS.events,
  concurrency: 1,
  ackPendingMax: 10,
};
const mayNot = { ackWaitMs: 30_000, replicas: 1, provision: false };

let nats: NatsServer;
let broker: Broker;
beforeAll(async () => {
  nats = await startNatsServer();
  broker = await connectBroker({ url: nats.url, name: 'test' });
});
afterAll(async () => {
  await broker.connection.close();
  await nats.stop();
});

test('what is missing is named, with what to do', async () => {
  const missing = checkStreams(broker, SETTINGS);
  await expect(missing).rejects.toThrow(/stream EVENTS is missing.*KV_DESKHOOK_LEASES is missing.*provision/);
  expect((await broker.jsm.streams.names().next()).length).toBe(0);
});

test('what was provisioned with the same settings fits', async () => {
  await ensureStreams(broker, SETTINGS);
  await checkStreams(broker, SETTINGS);
});

test('what differs is named', async () => {
  const other = checkStreams(broker, { ...SETTINGS, bytesMax: 32 * 1024 * 1024 });
  await expect(other).rejects.toThrow(/EVENTS differs in max_bytes/);
});

test('consumers are only checked where they may not be made', async () => {
  await expect(ensureConsumer(broker.jsm, consumer, mayNot)).rejects.toThrow(
    /consumer evaluator .* is missing/,
  );
  await ensureConsumer(broker.jsm, consumer, { ...mayNot, provision: true });
  await ensureConsumer(broker.jsm, consumer, mayNot);
  const changed = ensureConsumer(broker.jsm, { ...consumer, ackPendingMax: 11 }, mayNot);
  await expect(changed).rejects.toThrow(/differs in max_ack_pending/);
});

test("a tenant's consumers never take the place of Deskhook's own", () => {
  expect(tenantConsumers('acme').map(({ durable, filter }) => [durable, filter])).toEqual([
    ['acme', 'commands.acme.>'],
    ['acme', 'notices.acme.>'],
  ]);
  expect(() => tenantConsumers('subscriptions-notices')).toThrow(TenantNameError);
  expect(() => tenantConsumers('acme.>')).toThrow(TenantNameError);
});
