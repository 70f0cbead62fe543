import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AckPolicy } from '@nats-io/jetstream';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { ensureStreams } from './ensure-streams.js';
import { connectBroker, type Broker } from './nats-connection.js';
import { StreamJanitor } from './stream-janitor.js';

const MEBIBYTE = 1024 * 1024;
const log = { warn: () => undefined, error: () => undefined };

let nats: NatsServer;
let broker: Broker;

beforeAll(async () => {
  nats = await startNatsServer();
  broker = await connectBroker({ url: nats.url, name: 'test' });
  await ensureStreams(broker, { replicas: 1, bytesMax: 4 * MEBIBYTE });
});
afterAll(async () => {
  await broker.connection.close();
  await nats.stop();
});

test('a full stream pushes back, and takes events again once what was settled is removed', async () => {
  const payload = new Uint8Array(64 * 1024);
  const publish = () => broker.js.publish('events.acme.ticket.created', payload);
  let stored = 0;
  await expect(
    (async () => {
      for (; stored < 1_000; stored++) await publish();
    })(),
  ).rejects.toMatchObject({ code: 10_077 });

  await broker.jsm.consumers.add('EVENTS', { durable_name: 'reader', ack_policy: AckPolicy.Explicit });
  const reader = await broker.js.consumers.get('EVENTS', 'reader');
  const settled = Math.floor(stored / 2);
  for await (const message of await reader.fetch({ max_messages: settled })) await message.ackAck();

  const keepAll = new StreamJanitor(broker, log, { everyMs: 60_000, highWater: 0.5, keepMs: 3_600_000 });
  await keepAll.sweep(Date.now());
  expect((await broker.jsm.streams.info('EVENTS')).state.messages).toBe(stored);

  const janitor = new StreamJanitor(broker, log, { everyMs: 60_000, highWater: 0.5, keepMs: 0 });
  await janitor.sweep(Date.now() + 1_000);
  const { state } = await broker.jsm.streams.info('EVENTS');
  expect(state.messages).toBe(stored - settled);
  expect(state.first_seq).toBe(settled + 1);
  await expect(publish()).resolves.toMatchObject({ stream: 'EVENTS' });
});
