import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { STREAMS } from '@deskhook/contracts';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { ConsumerProgress } from './consumer-progress.js';
import { ensureConsumer } from './consumer-declaration.js';

const DURABLE = 'progress';
let started: TestBroker;
beforeAll(async () => {
  started = await startBroker();
  const declaration = { durable: DURABLE, stream: STREAMS.events, concurrency: 10, ackPendingMax: 10 };
  await ensureConsumer(started.broker.jsm, declaration, { ackWaitMs: 60_000, replicas: 1 });
});
afterAll(() => started.close());

test('the oldest message that is not settled; what nobody settles for a while is passed over', async () => {
  const { broker } = started;
  const progress = new ConsumerProgress(broker, STREAMS.events, DURABLE);
  let clock = 0;
  /** As if asked a while later. */
  const oldest = (laterMs = 1_000) => progress.oldestUnsettled((clock += laterMs));
  expect(await oldest()).toBeNull();
  const stored: number[] = [];
  for (const name of ['a', 'b', 'c']) {
    const { seq } = await broker.js.publish(`events.acme.custom.${name}`, '{}');
    stored.push((await broker.jsm.streams.getMessage(STREAMS.events, { seq }))?.time.getTime() ?? 0);
  }
  expect(await oldest()).toBe(stored[0]);
  const consumer = await broker.js.consumers.get(STREAMS.events, DURABLE);
  const messages = [await consumer.next(), await consumer.next()];
  await messages[0]?.ackAck();
  expect(await oldest()).toBe(stored[1]);
  expect(await oldest(10)).toBe(stored[1]);
  expect(await oldest(4_000)).toBe(stored[2]);
  await messages[1]?.ackAck();
  await (await consumer.next())?.ackAck();
  expect(await oldest()).toBeNull();
});
