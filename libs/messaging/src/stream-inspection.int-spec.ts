import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { STREAMS } from '@deskhook/contracts';
import { AckPolicy } from '@nats-io/jetstream';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { Publisher } from './publisher.js';
import { consumerPosition, countUnder, readHeaders, streamExtent } from './stream-inspection.js';

const PARKED = STREAMS.parked;
let world: TestBroker;
beforeAll(async () => {
  world = await startBroker();
  const publisher = new Publisher(world.broker);
  for (let index = 1; index <= 6; index++) {
    const subject = `parked.acme.sub_${index % 2}.x`;
    await publisher.publish({ subject, payload: 'body', headers: { 'x-index': String(index) } });
  }
  await world.broker.jsm.streams.deleteMessage(PARKED, 3, false);
});
afterAll(() => world.close());

test('tells what a stream holds, and what was deleted of it', async () => {
  const extent = await streamExtent(world.broker, PARKED);
  expect(extent).toMatchObject({ first: 1, last: 6, deleted: new Set([3]) });
  expect(await streamExtent(world.broker, STREAMS.dead)).toMatchObject({ last: 0, deleted: new Set() });
});

test('counts the messages of subjects under a filter', async () => {
  expect(await countUnder(world.broker, PARKED, 'parked.acme.sub_1.*')).toEqual(
    new Map([['parked.acme.sub_1.x', 2]]),
  );
  expect(await countUnder(world.broker, PARKED, 'parked.globex.*.*')).toEqual(new Map());
});

test('reads headers without payloads, from a sequence on and up to a count, and leaves no reader behind', async () => {
  const read = async (from: number, countMax: number) => {
    const range = { subject: 'parked.acme.sub_1.x', from, countMax };
    const messages = await readHeaders(world.broker, PARKED, range);
    return messages.map((message) => [message.sequence, message.header('x-index'), message.payload.length]);
  };
  expect(await read(1, 10)).toEqual([
    [1, '1', 0],
    [5, '5', 0],
  ]);
  expect(await read(2, 10)).toEqual([[5, '5', 0]]);
  expect(await read(1, 1)).toEqual([[1, '1', 0]]);
  expect(await read(6, 10)).toEqual([]);
  expect((await world.broker.jsm.streams.info(PARKED)).state.consumer_count).toBe(0);
});

test('tells how far a consumer has come, which has settled everything when nothing of its own is left', async () => {
  const { jsm, js } = world.broker;
  const position = () => consumerPosition(world.broker, PARKED, 'reader');
  expect(await position()).toBeNull();
  const filter_subject = 'parked.acme.sub_1.x';
  await jsm.consumers.add(PARKED, { durable_name: 'reader', ack_policy: AckPolicy.Explicit, filter_subject });
  expect(await position()).toEqual({ settledUpTo: 0, unsettled: 2 });
  const consumer = await js.consumers.get(PARKED, 'reader');
  await (await consumer.next())?.ackAck();
  expect(await position()).toEqual({ settledUpTo: 1, unsettled: 1 });
  const last = await consumer.next();
  expect(await position()).toEqual({ settledUpTo: 1, unsettled: 1 });
  await last?.ackAck();
  expect(await position()).toEqual({ settledUpTo: 6, unsettled: 0 });
  await jsm.consumers.delete(PARKED, 'reader');
});
