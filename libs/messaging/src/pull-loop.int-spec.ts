import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { STREAMS } from '@deskhook/contracts';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { waitUntil } from '../../../test/support/processes.js';
import { ensureConsumer, type ConsumerDeclaration } from './consumer-declaration.js';
import { ACK, type Outcome } from './consumer-outcome.js';
import { EachConsumer, type EachHandler } from './each-consumer.js';
import { Publisher } from './publisher.js';

const MAY_NOT = { ackWaitMs: 30_000, replicas: 1, provision: false };

let world: TestBroker;
const told: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
const tell = (fields: Readonly<Record<string, unknown>>, message: string) =>
  void told.push({ message, fields });
const log = { warn: tell, error: tell };
beforeAll(async () => {
  world = await startBroker();
});
afterAll(() => world.close());

const declare = (durable: string, limits: Partial<ConsumerDeclaration> = {}): ConsumerDeclaration => ({
  durable,
  stream: STREAMS.attempts,
  filter: `attempts.acme.${durable}`,
  concurrency: 10,
  ackPendingMax: 10,
  ...limits,
});

async function start(declaration: ConsumerDeclaration, handler: EachHandler, settings = MAY_NOT) {
  const { broker } = world;
  const context = { broker, publisher: new Publisher(broker), settings, log };
  return EachConsumer.start(context, declaration, handler);
}

const publish = async (durable: string, count: number) => {
  for (let made = 0; made < count; made++) await world.broker.js.publish(`attempts.acme.${durable}`, 'x');
};
/** Its first pull has reached the broker. */
const pulls = (durable: string) =>
  waitUntil(
    async () => {
      const { num_waiting } = await world.broker.jsm.consumers.info(STREAMS.attempts, durable);
      return num_waiting > 0 || undefined;
    },
    { what: 'the first pull', timeoutMs: 60_000 },
  );
const until = (what: string, holds: () => boolean) =>
  waitUntil(() => holds() || undefined, { what, timeoutMs: 60_000 });

it('goes on with a consumer that was changed beneath it, says so once, and leaves it as it is', async () => {
  const declaration = declare('changed');
  const { jsm } = world.broker;
  let handled = 0;
  await ensureConsumer(jsm, declaration, { ...MAY_NOT, provision: true });
  const consumer = await start(declaration, () => {
    handled += 1;
    return Promise.resolve(ACK);
  });
  await pulls('changed');
  await jsm.consumers.delete(STREAMS.attempts, 'changed');
  await until('the interruption', () => told.some(({ message }) => message === 'consumer.interrupted'));
  const { config } = await jsm.consumers.add(STREAMS.attempts, {
    durable_name: 'changed',
    ack_policy: 'explicit',
    filter_subject: 'attempts.acme.changed',
    max_ack_pending: 77,
    num_replicas: 1,
    ack_wait: 60_000_000_000,
  });
  await publish('changed', 1);
  await until('the message', () => handled === 1);
  const differs = told.filter(({ message }) => message === 'consumer.differs');
  expect(differs.map(({ fields }) => fields)).toEqual([
    { consumer: 'changed', stream: STREAMS.attempts, differences: ['ack_wait', 'max_ack_pending'] },
  ]);
  expect((await jsm.consumers.info(STREAMS.attempts, 'changed')).config).toEqual(config);
  expect(consumer.check()).toBe(true);
  await consumer.close(1_000);
});

it('makes a consumer anew that is deleted beneath it, where it may', async () => {
  let handled = 0;
  const handler = () => {
    handled += 1;
    return Promise.resolve(ACK);
  };
  const consumer = await start(declare('deleted'), handler, { ...MAY_NOT, provision: true });
  await pulls('deleted');
  await world.broker.jsm.consumers.delete(STREAMS.attempts, 'deleted');
  await publish('deleted', 1);
  await until('the message', () => handled === 1);
  await consumer.close(1_000);
});

it('says that it cannot take messages when that lasts, and what to do', async () => {
  const { jsm } = world.broker;
  await ensureConsumer(jsm, declare('gone'), { ...MAY_NOT, provision: true });
  const consumer = await start(declare('gone'), () => Promise.resolve(ACK));
  await pulls('gone');
  await jsm.consumers.delete(STREAMS.attempts, 'gone');
  await until('the fault', () => consumer.check() !== true);
  expect(consumer.check()).toMatch(
    /^gone has not been able to take messages for \d+ s: the consumer gone .* missing: run "node dist/,
  );
  await consumer.close(0);
}, 120_000);

it('takes no more than it may have in hand, although the consumer has more to hand out', async () => {
  const declaration = declare('shared', { concurrency: 4, inHandMax: 8, ackPendingMax: 1_000 });
  const waiting: ((outcome: Outcome) => void)[] = [];
  const handler = () => new Promise<Outcome>((resolve) => waiting.push(resolve));
  const may = { ...MAY_NOT, provision: true };
  await publish('shared', 40);
  const one = await start(declaration, handler, may);
  const { jsm } = world.broker;
  const inHand = async () => (await jsm.consumers.info(STREAMS.attempts, 'shared')).num_ack_pending;
  await waitUntil(async () => (await inHand()) === 8 || undefined, {
    what: 'the first messages',
    timeoutMs: 60_000,
  });
  expect(waiting).toHaveLength(4);
  // Another process gets its share at once, and not what the first would do later.
  const other: string[] = [];
  const second = await start(
    declaration,
    ({ subject }) => {
      other.push(subject);
      return Promise.resolve(ACK);
    },
    may,
  );
  await until('the rest', () => other.length === 32);
  await waitUntil(async () => (await inHand()) === 8 || undefined, { what: 'the rest', timeoutMs: 60_000 });
  await second.close(1_000);
  const answering = setInterval(() => waiting.splice(0).forEach((answer) => answer(ACK)), 10);
  await waitUntil(async () => ((await inHand()) === 0 ? true : undefined), {
    what: 'the end',
    timeoutMs: 60_000,
  });
  clearInterval(answering);
  await one.close(1_000);
});
