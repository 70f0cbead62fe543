import { afterEach, describe, expect, it } from '@jest/globals';
import { ledgerSchema, STREAMS, subjects, type Ledger } from '@deskhook/contracts';
import { endpointKey, ledgerImbalance } from '@deskhook/domain';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { startService, type RunningService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiAnswer, type ApiWorld } from '../support/api-world.js';
import { anEvent, type EventOverrides } from '../support/events.js';
import { startPostgres } from '../support/postgres.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startServices } from '../support/services.js';
import { startNatsServer } from '../support/nats.js';

const PATH = '/v1/tenants/acme';
const GRACE_MS = 600;
/** Rounds in which everything open is looked for several times over. */
const QUIET_MS = 6 * GRACE_MS;
const TIMEOUT_MS = 60_000;

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
}, TIMEOUT_MS);

async function aReceiver(): Promise<Receiver> {
  const receiver = await startReceiver();
  cleanUps.push(() => receiver.close());
  return receiver;
}

type Read = () => Promise<Ledger | null>;

/** The ledger once it is as expected. */
async function ledgerWith(read: Read, expected: Partial<Ledger>): Promise<Ledger> {
  let last: Ledger | null = null;
  const isAsExpected = (found: Ledger) =>
    Object.entries(expected).every(([name, value]) => Reflect.get(found, name) === value);
  try {
    return await waitUntil(
      async () => {
        last = await read();
        return last !== null && isAsExpected(last) ? last : undefined;
      },
      { what: 'the figures', timeoutMs: TIMEOUT_MS },
    );
  } catch (cause) {
    throw new Error(`${JSON.stringify(expected)} never came, the last was ${JSON.stringify(last)}`, {
      cause,
    });
  }
}

/** Replays what is pending, and gives the replay once it has ended. */
async function replayPending(api: ApiWorld): Promise<ApiAnswer['body']> {
  const { status, body } = await api.call('POST', `${PATH}/replays`, { json: { status: 'pending' } });
  expect(status).toBe(202);
  const ended = await api.soon(`${PATH}/replays/${body.id}`, (one) => one.body.state !== 'running');
  return ended.body;
}

/** Has the books closed several times, with nothing unexplained at any of them. */
async function explainedThroughout(read: Read): Promise<Ledger> {
  const closedAt = async () => Date.parse((await read())?.asOf ?? '');
  const begun = await waitUntil(async () => (await closedAt()) || undefined, {
    what: 'the books to be closed',
    timeoutMs: TIMEOUT_MS,
  });
  return waitUntil(
    async () => {
      const found = await read();
      if (found === null) return undefined;
      expect(found.unexplainedItems).toEqual([]);
      expect(ledgerImbalance(found)).toEqual({ events: 0, deliveries: 0 });
      return Date.parse(found.asOf ?? '') > begun + QUIET_MS ? found : undefined;
    },
    { what: 'some rounds', timeoutMs: TIMEOUT_MS },
  );
}

describe('the ledger of a system in one process', () => {
  interface World {
    readonly api: ApiWorld;
    readonly broker: Broker;
    readonly read: Read;
    start(service: 'evaluator' | 'dispatcher' | 'logs'): Promise<RunningService>;
    subscribe(url: string, over?: object): Promise<string>;
    publish(count: number, over?: EventOverrides): Promise<void>;
  }

  const startIt = {
    evaluator: (env: NodeJS.ProcessEnv) => startService(evaluatorService, env),
    dispatcher: (env: NodeJS.ProcessEnv) => startService(dispatcherService, env),
    logs: (env: NodeJS.ProcessEnv) => startService(logsService, env),
  };

  async function startWorld(): Promise<World> {
    const api = await startApiWorld({ DESKHOOK_LEDGER_GRACE_MS: String(GRACE_MS) });
    cleanUps.push(() => api.close());
    const broker = await connectBroker({ url: api.nats.url, name: 'test' });
    cleanUps.push(() => broker.connection.close());
    expect((await api.call('PUT', PATH, { json: {} })).status).toBe(200);
    return {
      api,
      broker,
      read: async () => {
        const answer = await api.call('GET', `${PATH}/ledger`);
        return answer.status === 200 ? answer.body : null;
      },
      start: async (service) => {
        const running = await startIt[service](api.env);
        cleanUps.push(() => running.stop());
        return running;
      },
      subscribe: async (url, over = {}) => {
        const json = { name: 'a', urls: [url], events: ['ticket.*'], ...over };
        const made = await api.call('POST', `${PATH}/subscriptions`, { json });
        expect(made.status).toBe(201);
        return made.body.id;
      },
      publish: async (count, over = {}) => {
        for (let index = 0; index < count; index++)
          expect((await api.call('POST', `${PATH}/events`, { json: anEvent(over) })).status).toBe(202);
      },
    };
  }

  it('adds up: filtered, delivered, dead, cancelled, retrying, waiting and repeated', async () => {
    const world = await startWorld();
    const receiver = await aReceiver();
    await Promise.all([world.start('logs'), world.start('dispatcher')]);
    const evaluator = await world.start('evaluator');
    await world.subscribe(`${receiver.url}/well`);
    await world.subscribe(`${receiver.url}/filtered`, {
      condition: { field: 'ticket.subject', op: 'eq', value: 'nothing like it' },
    });
    await world.subscribe(`${receiver.url}/dead`, { delivery: { retrySchedule: [] } });
    const failing = await world.subscribe(`${receiver.url}/failing`, { delivery: { retrySchedule: ['1h'] } });
    receiver.answer(({ path }) => ({ code: path === '/well' ? 204 : 500 }));
    await world.publish(5);
    await world.publish(2, { id: 'the-same' });
    await world.publish(1, { type: 'reply.created' });
    const counted = { accepted: 7, evaluated: 7, waiting: 0, duplicates: 1, filtered: 6 };
    await ledgerWith(world.read, { ...counted, deliveries: 18, delivered: 6, dead: 6, pending: 6 });
    expect((await explainedThroughout(world.read)).pending).toBe(6);
    await evaluator.stop();
    await world.publish(3);
    await ledgerWith(world.read, { accepted: 10, waiting: 3 });
    await explainedThroughout(world.read);
    await world.start('evaluator');
    await ledgerWith(world.read, { evaluated: 10, waiting: 0, deliveries: 27, pending: 9 });
    const deleted = await world.api.call('DELETE', `${PATH}/subscriptions/${failing}`);
    expect(deleted.status).toBe(204);
    await explainedThroughout(world.read);
  }, 120_000);

  it('tells of a delivery that is taken out of DELIVERIES, RETRIES or PARKED', async () => {
    const world = await startWorld();
    const receiver = await aReceiver();
    receiver.answer(() => ({ code: 500 }));
    await Promise.all([world.start('logs'), world.start('evaluator')]);
    const subscription = await world.subscribe(receiver.url, { delivery: { retrySchedule: ['1h'] } });
    await world.publish(4);
    await ledgerWith(world.read, { deliveries: 4, pending: 4 });
    await explainedThroughout(world.read);

    const message = await world.broker.jsm.direct.getMessage(STREAMS.deliveries, {
      seq: 1,
      next_by_subj: 'deliveries.>',
    });
    await world.broker.jsm.streams.deleteMessage(STREAMS.deliveries, message?.seq ?? 0);
    const lost = await ledgerWith(world.read, { unexplained: 1, pending: 3, deliveries: 4 });
    expect(lost.unexplainedItems).toMatchObject([
      { what: 'delivery', id: message?.header.get('Nats-Msg-Id'), why: expect.stringContaining('pending') },
    ]);
    expect(ledgerImbalance(lost)).toEqual({ events: 0, deliveries: 1 });

    await world.start('dispatcher');
    await receiver.received(3);
    await ledgerWith(world.read, { unexplained: 1, pending: 3 });
    const set = subjects.retrySet('acme', subscription, '*');
    const { state } = await world.broker.jsm.streams.info(STREAMS.retries, { subjects_filter: set });
    const [armed = ''] = Object.keys(state.subjects ?? {});
    await world.broker.jsm.streams.purge(STREAMS.retries, { filter: armed });
    const two = await ledgerWith(world.read, { unexplained: 2, pending: 2 });
    expect(two.unexplainedItems.map(({ id }) => id)).toContain(armed.split('.').at(-1));
  }, 120_000);

  it('has what it has given up of the pending sent again, once, and nothing that only waits', async () => {
    const world = await startWorld();
    const receiver = await aReceiver();
    await Promise.all([world.start('logs'), world.start('evaluator')]);
    await world.subscribe(receiver.url);
    await world.publish(4);
    await ledgerWith(world.read, { deliveries: 4, pending: 4 });
    await explainedThroughout(world.read);
    expect(await replayPending(world.api)).toMatchObject({ selected: 0, replayed: 0 });

    const waiting = { seq: 1, next_by_subj: 'deliveries.>' };
    for (let count = 0; count < 2; count++) {
      const message = await world.broker.jsm.direct.getMessage(STREAMS.deliveries, waiting);
      await world.broker.jsm.streams.deleteMessage(STREAMS.deliveries, message?.seq ?? 0);
    }
    await ledgerWith(world.read, { unexplained: 2, pending: 2 });
    // Both may find them lost: what the later one sends is known to the broker.
    const both = await Promise.all([replayPending(world.api), replayPending(world.api)]);
    expect(Math.max(...both.map(({ selected }) => selected))).toBe(2);
    expect(Math.max(...both.map(({ replayed }) => replayed))).toBe(2);
    await ledgerWith(world.read, { unexplained: 0, pending: 4 });
    expect(await replayPending(world.api)).toMatchObject({ selected: 0 });

    await world.start('dispatcher');
    await ledgerWith(world.read, { delivered: 4, pending: 0, unexplained: 0 });
    const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([4, 4]);
  }, 120_000);

  it('tells of a delivery that is taken out of its lane', async () => {
    const world = await startWorld();
    const receiver = await aReceiver();
    // Deliveries wait in the lane while the endpoint is asked for nothing but the first one, which hangs.
    receiver.answer(() => null);
    await Promise.all([world.start('logs'), world.start('evaluator'), world.start('dispatcher')]);
    const delivery = { maxConcurrency: 1, timeoutMs: 30_000, retrySchedule: ['1h'] };
    const subscription = await world.subscribe(receiver.url, { delivery });
    await world.publish(4);
    await receiver.received(1);
    const lane = subjects.parked('acme', subscription, endpointKey(receiver.url));
    const parked = async () => {
      const { state } = await world.broker.jsm.streams.info(STREAMS.parked, { subjects_filter: lane });
      return (state.subjects?.[lane] ?? 0) >= 3 ? true : undefined;
    };
    await waitUntil(parked, { what: 'the lane', timeoutMs: TIMEOUT_MS });
    await ledgerWith(world.read, { deliveries: 4, pending: 4 });
    await explainedThroughout(world.read);
    const last = await world.broker.jsm.streams.getMessage(STREAMS.parked, { last_by_subj: lane });
    await world.broker.jsm.streams.deleteMessage(STREAMS.parked, last?.seq ?? 0);
    const lost = await ledgerWith(world.read, { unexplained: 1, pending: 3 });
    expect(lost.unexplainedItems).toHaveLength(1);
  }, 120_000);

  it('tells of what the log never heard of: a delivery, and an event that nothing came of', async () => {
    const world = await startWorld();
    const receiver = await aReceiver();
    const logs = await world.start('logs');
    const evaluator = await world.start('evaluator');
    await world.subscribe(receiver.url);
    await world.publish(1);
    await ledgerWith(world.read, { deliveries: 1, evaluated: 1 });
    await logs.stop();
    await world.publish(2);
    const stored = async (count: number) =>
      waitUntil(
        async () => {
          const { state } = await world.broker.jsm.streams.info(STREAMS.deliveries, {
            subjects_filter: 'evaluations.acme',
          });
          return state.subjects?.['evaluations.acme'] === count ? true : undefined;
        },
        { what: 'the evaluations', timeoutMs: TIMEOUT_MS },
      );
    await stored(3);
    await evaluator.stop();
    const unread = await world.broker.jsm.direct.getMessage(STREAMS.deliveries, {
      seq: 3,
      next_by_subj: 'deliveries.*.*',
    });
    await world.broker.jsm.streams.deleteMessage(STREAMS.deliveries, unread?.seq ?? 0);
    const evaluation = await world.broker.jsm.streams.getMessage(STREAMS.deliveries, {
      last_by_subj: 'evaluations.acme',
    });
    await world.broker.jsm.streams.deleteMessage(STREAMS.deliveries, evaluation?.seq ?? 0);
    await world.start('logs');
    const found = await ledgerWith(world.read, { unexplained: 2, accepted: 3, evaluated: 2 });
    expect(found.unexplainedItems.map(({ what }) => what).toSorted()).toEqual(['announcement', 'event']);
    expect(found.unexplainedItems.find(({ what }) => what === 'announcement')?.id).toBe(
      unread?.header.get('Nats-Msg-Id'),
    );
  }, 120_000);
});

it('explains everything while services, the broker and Postgres are killed, and afterwards', async () => {
  const [nats, postgres, receiver] = [await startNatsServer(), await startPostgres(), await aReceiver()];
  cleanUps.push(
    () => nats.stop(),
    () => postgres.stop(),
  );
  receiver.answer((_, nth) => ({ code: nth === 1 ? 503 : 204 }));
  const services = await startServices({
    natsUrl: nats.url,
    databaseUrl: postgres.url,
    names: ['gateway', 'subscriptions', 'evaluator', 'dispatcher', 'scheduler', 'logs'],
    env: { DESKHOOK_LEDGER_GRACE_MS: '5000', DESKHOOK_ACK_WAIT_MS: '2000' },
  });
  cleanUps.push(() => services.stop());
  const read = async (): Promise<Ledger | null> => {
    const response = await services.api('GET', `${PATH}/ledger`).catch(() => null);
    return response?.status === 200 ? ledgerSchema.parse(await response.json()) : null;
  };
  expect((await services.api('PUT', PATH, {})).status).toBe(200);
  const delivery = { retrySchedule: ['1s', '1s', '1s', '1s', '1s', '1s', '1s', '1s'] };
  // Nobody asks for Deskhook's own news here, so that there are no events but those that are published below.
  const json = { name: 'a', urls: [receiver.url], events: ['*'], delivery };
  expect((await services.api('POST', `${PATH}/subscriptions`, json)).status).toBe(201);
  let accepted = 0;
  const publish = async (count: number) => {
    for (let index = 0; index < count; index++) {
      const response = await services.api('POST', `${PATH}/events`, anEvent()).catch(() => null);
      if (response?.status === 202) accepted++;
    }
  };
  await publish(100);
  await services.restart('evaluator');
  await services.restart('dispatcher');
  await publish(100);
  await postgres.kill9();
  await publish(50);
  await postgres.restart();
  await services.restart('logs');
  await nats.kill9();
  await nats.restart();
  await publish(50);
  const isWhole = (found: Ledger) =>
    found.accepted >= accepted &&
    found.unexplained === 0 &&
    [found.evaluated, found.deliveries, found.delivered].every((count) => count === found.accepted);
  let last: Ledger | null = null;
  const look = async () => {
    last = await read();
    return last !== null && isWhole(last) ? last : undefined;
  };
  const wait = { what: 'everything to be in the books', timeoutMs: 2 * TIMEOUT_MS, pollMs: 250 };
  const after = await waitUntil(look, wait).catch((cause: unknown) => {
    throw new Error(`of ${accepted} events the ledger tells ${JSON.stringify(last)}`, { cause });
  });
  expect(ledgerImbalance(after)).toEqual({ events: 0, deliveries: 0 });
}, 300_000);
