import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { STREAMS } from '@deskhook/contracts';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { waitUntil } from '../../../test/support/processes.js';
import { BatchConsumer } from './batch-consumer.js';
import { ACK, type Outcome } from './consumer-outcome.js';
import { ensureStreams } from './ensure-streams.js';
import { connectBroker, type Broker } from './nats-connection.js';
import { Publisher } from './publisher.js';
import type { IncomingMessage } from './incoming-message.js';

const TIMEOUT_MS = 120_000;
const log = { warn: () => undefined, error: () => undefined };

let server: NatsServer;
let broker: Broker;
beforeAll(async () => {
  server = await startNatsServer();
  broker = await connectBroker({ url: server.url, name: 'test' });
  await ensureStreams(broker, { replicas: 1, bytesMax: 2 ** 26 });
}, TIMEOUT_MS);
afterAll(async () => {
  await broker.connection.close();
  await server.stop();
});

const start = (durable: string, handler: (messages: readonly IncomingMessage[]) => Promise<Outcome[]>) => {
  const settings = { ackWaitMs: 30_000, replicas: 1 };
  const context = { broker, publisher: new Publisher(broker), settings, log };
  const declaration = {
    durable,
    stream: STREAMS.attempts,
    filter: `attempts.acme.${durable}`,
    concurrency: 50,
    ackPendingMax: 500,
    batchWaitMs: 20,
    batchBytesMax: 40_000,
  };
  return BatchConsumer.start(context, declaration, handler);
};
const publish = (durable: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) => broker.js.publish(`attempts.acme.${durable}`, String(n))),
  );
const reached = (what: string, probe: () => boolean) =>
  waitUntil(() => (probe() ? true : undefined), { what, timeoutMs: TIMEOUT_MS });

it('ends a batch when it has enough bytes', async () => {
  const sizes: number[] = [];
  const large = Buffer.alloc(10_000, 'x');
  for (let n = 0; n < 60; n++) await broker.js.publish('attempts.acme.large', large);
  const consumer = await start('large', async (messages) => {
    sizes.push(messages.length);
    return messages.map(() => ACK);
  });
  await reached('60 messages', () => sizes.reduce((sum, size) => sum + size, 0) === 60);
  // The first batch could not know; those that follow do.
  expect(sizes.slice(1).every((size) => size <= 4)).toBe(true);
  await consumer.close(1_000);
});

it('hands out what gathered as one batch, and never more than the largest', async () => {
  const sizes: number[] = [];
  await publish('gathered', 120);
  const consumer = await start('gathered', async (messages) => {
    sizes.push(messages.length);
    return messages.map(() => ACK);
  });
  await reached('120 messages', () => sizes.reduce((sum, size) => sum + size, 0) === 120);
  expect(sizes).toEqual([50, 50, 20]);
  await publish('gathered', 1);
  await reached('one more', () => sizes.at(-1) === 1);
  await consumer.close(1_000);
});

it('takes over at once what another left behind', async () => {
  await publish('left', 130);
  const stuck = Promise.withResolvers<Outcome[]>();
  let taken = 0;
  const first = await start('left', (messages) => {
    taken += messages.length;
    return stuck.promise;
  });
  await reached('a batch that hangs', () => taken > 0);
  await first.close(10);
  const seen = new Set<string>();
  const second = await start('left', async (messages) => {
    for (const message of messages) seen.add(Buffer.from(message.payload).toString());
    return messages.map(() => ACK);
  });
  await reached('every message', () => seen.size === 130);
  await second.close(1_000);
});

it(
  'goes on when the consumer was deleted and the broker restarted',
  async () => {
    const seen = new Set<string>();
    const consumer = await start('deleted', async (messages) => {
      for (const message of messages) seen.add(Buffer.from(message.payload).toString());
      return messages.map(() => ACK);
    });
    await publish('deleted', 10);
    await reached('ten messages', () => seen.size === 10);
    await broker.jsm.consumers.delete(STREAMS.attempts, 'deleted');
    await server.kill9();
    await server.restart();
    await waitUntil(() => publish('deleted', 20).catch(() => undefined), {
      what: 'a broker',
      timeoutMs: TIMEOUT_MS,
    });
    await reached('twenty messages', () => seen.size === 20);
    await consumer.close(1_000);
  },
  TIMEOUT_MS,
);

it(
  'gives up the one message that brings out a bug, and handles the others of its batch',
  async () => {
    const handled = new Set<string>();
    await publish('failing', 4);
    const consumer = await start('failing', async (messages) => {
      const texts = messages.map((message) => Buffer.from(message.payload).toString());
      if (texts.includes('2')) throw new Error('a bug');
      for (const text of texts) handled.add(text);
      return messages.map(() => ACK);
    });
    const dead = () => broker.jsm.streams.info(STREAMS.dead);
    await waitUntil(async () => ((await dead()).state.messages > 0 ? true : undefined), {
      what: 'the dead letter',
      timeoutMs: TIMEOUT_MS,
    });
    await reached('the others', () => handled.size === 3);
    await consumer.close(1_000);
    expect((await dead()).state.messages).toBe(1);
    expect([...handled].toSorted((a, b) => a.localeCompare(b))).toEqual(['0', '1', '3']);
  },
  TIMEOUT_MS,
);
