import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { STREAMS } from '@deskhook/contracts';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { waitUntil } from '../../../test/support/processes.js';
import { ACK, type Outcome } from './consumer-outcome.js';
import { EachConsumer, type EachHandler } from './each-consumer.js';
import { ensureStreams } from './ensure-streams.js';
import { connectBroker, type Broker } from './nats-connection.js';
import { Publisher } from './publisher.js';

const TIMEOUT_MS = 120_000;
const ACK_WAIT_MS = 1_000;
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

const start = (durable: string, handler: EachHandler) => {
  const settings = { ackWaitMs: ACK_WAIT_MS, replicas: 1 };
  const context = { broker, publisher: new Publisher(broker), settings, log };
  const filter = `attempts.acme.${durable}`;
  const limits = { concurrency: 10, ackPendingMax: 10 };
  return EachConsumer.start(context, { durable, stream: STREAMS.attempts, filter, ...limits }, handler);
};
/** A question that the broker does not answer, because it is away, is asked again. */
const until = (what: string, holds: () => boolean | Promise<boolean>) =>
  waitUntil(async () => ((await answered(holds)) ? true : undefined), { what, timeoutMs: TIMEOUT_MS });
const answered = async (holds: () => boolean | Promise<boolean>): Promise<boolean> => {
  try {
    return await holds();
  } catch {
    return false;
  }
};
const isSettled = async (durable: string): Promise<boolean> => {
  const { num_pending, num_ack_pending } = await broker.jsm.consumers.info(STREAMS.attempts, durable);
  return num_pending + num_ack_pending === 0;
};

it('acknowledges again, and does not handle again, what it settled while the broker was away', async () => {
  const answer = Promise.withResolvers<Outcome>();
  let handled = 0;
  const consumer = await start('away', () => {
    handled += 1;
    return answer.promise;
  });
  await broker.js.publish('attempts.acme.away', 'x');
  await until('the message', () => handled === 1);
  await server.kill9();
  answer.resolve(ACK);
  await server.restart();
  await until('it to be settled', () => isSettled('away'));
  expect(handled).toBe(1);
  await consumer.close(1_000);
}, 120_000);

it('does not handle at the same time again what the broker hands out again', async () => {
  const answer = Promise.withResolvers<Outcome>();
  const handled: string[] = [];
  const consumer = await start('again', (message) => {
    handled.push(Buffer.from(message.payload).toString());
    return handled.length === 1 ? answer.promise : Promise.resolve(ACK);
  });
  // The signs of life tell the subject on which the broker can be asked to hand it out again.
  const signs = broker.connection.subscribe('$JS.ACK.ATTEMPTS.again.>', {
    max: 1,
    callback: (_error, sign) => broker.connection.publish(sign.subject, '-NAK'),
  });
  await broker.js.publish('attempts.acme.again', 'one');
  await signs.closed;
  await broker.js.publish('attempts.acme.again', 'two');
  await until('the next message', () => handled.includes('two'));
  answer.resolve(ACK);
  await until('both to be settled', () => isSettled('again'));
  expect(handled).toEqual(['one', 'two']);
  await consumer.close(1_000);
}, 120_000);

it('settles what is finished while it closes', async () => {
  const answer = Promise.withResolvers<Outcome>();
  let taken = 0;
  const consumer = await start('closing', () => {
    taken += 1;
    return answer.promise;
  });
  await broker.js.publish('attempts.acme.closing', 'x');
  await until('the message', () => taken === 1);
  const closed = consumer.close(TIMEOUT_MS);
  answer.resolve(ACK);
  await closed;
  await until('it to be settled', () => isSettled('closing'));
  expect(taken).toBe(1);
}, 120_000);
