import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startApiWorld, type ApiAnswer, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';
const NO_RETRIES = { retrySchedule: [], timeoutMs: 5_000 };

type Body = ApiAnswer['body'];

/** What the tests of this file do with a world that has gateway, subscriptions, evaluator, dispatcher and logs. */
function replayDriver(world: () => ApiWorld) {
  const call = (method: string, path: string, json?: unknown, key?: string) =>
    world().call(method, path, {
      ...(json === undefined ? {} : { json }),
      ...(key === undefined ? {} : { key }),
    });
  return {
    call,
    subscribe: async (url: string, overrides: object = {}, of = tenant): Promise<string> => {
      const json = {
        name: 'CRM',
        urls: [url],
        events: ['ticket.created'],
        delivery: NO_RETRIES,
        ...overrides,
      };
      const made = await call('POST', `${of}/subscriptions`, json);
      expect(made.status).toBe(201);
      return made.body.id;
    },
    publish: async (count: number, of = tenant) => {
      const events = Array.from({ length: count }, () => anEvent());
      const body = JSON.stringify(events);
      const headers = { 'content-type': 'application/cloudevents-batch+json' };
      expect((await world().call('POST', `${of}/events`, { body, headers })).status).toBe(202);
      return events;
    },
    /** Waits until so many deliveries of the subscription have the status. */
    settled: (subscription: string, status: string, count: number, of = tenant) =>
      world().soon(
        `${of}/deliveries?subscription=${subscription}&status=${status}&limit=200`,
        ({ body }) => body.items.length >= count,
      ),
    start: async (json: object, of = tenant): Promise<Body> => {
      const answer = await call('POST', `${of}/replays`, json);
      expect([answer.status, answer.body.detail]).toEqual([202, null]);
      return answer.body;
    },
    ended: async (id: string, of = tenant): Promise<Body> =>
      (await world().soon(`${of}/replays/${id}`, ({ body }) => body.state !== 'running')).body,
  };
}

describe('replays of a selection', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let isUp = false;
  const driver = replayDriver(() => world);
  beforeAll(async () => {
    receiver = await startReceiver(() => ({ code: isUp ? 204 : 400 }));
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    await world.keyFor('acme', 'viewer');
  });
  // What one test subscribes to is not delivered in the next one.
  afterEach(async () => {
    const { items } = (await driver.call('GET', `${tenant}/subscriptions`)).body;
    const ids = items.map((item: Body) => item.id);
    if (ids.length > 0) await driver.call('POST', `${tenant}/subscriptions/bulk`, { action: 'delete', ids });
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  it('send what is dead again, oldest first, under the same ids, and tell how far they are', async () => {
    isUp = false;
    const id = await driver.subscribe(receiver.url);
    const other = await driver.subscribe(receiver.url, { name: 'other' });
    const events = await driver.publish(25);
    await driver.settled(id, 'dead', 25);
    await driver.settled(other, 'dead', 25);
    isUp = true;
    const before = receiver.requests.length;

    const dry = await driver.call('POST', `${tenant}/replays`, { subscription: id, dryRun: true });
    expect([dry.status, dry.body.id, dry.body.selected]).toEqual([202, null, 25]);
    const started = await driver.start({ subscription: id, status: 'dead', perSecond: 0 });
    expect(started).toMatchObject({
      kind: 'deliveries',
      state: 'running',
      selected: 25,
      perSecond: 0,
      startedBy: 'root',
      filter: { subscription: id, status: 'dead', to: expect.stringMatching(/Z$/) },
    });
    expect(await driver.ended(started.id)).toMatchObject({
      state: 'done',
      replayed: 25,
      skipped: 0,
      skippedBy: {},
      failed: 0,
      failures: [],
      waiting: null,
      endedAt: expect.stringMatching(/Z$/),
    });
    const again = (await receiver.received(before + 25)).slice(before);
    const first = receiver.requests.slice(0, before).map((request) => request.headers['webhook-id']);
    for (const request of again) expect(first).toContain(request.headers['webhook-id']);
    const delivered = await driver.settled(id, 'delivered', 25);
    expect(new Set(delivered.body.items.map((item: Body) => item.eventId))).toEqual(
      new Set(events.map((event) => event.id)),
    );
    expect((await driver.settled(other, 'dead', 25)).body.items).toHaveLength(25);

    const nothingLeft = await driver.start({ subscription: id });
    expect(await driver.ended(nothingLeft.id)).toMatchObject({ state: 'done', selected: 0, replayed: 0 });
    const list = await driver.call('GET', `${tenant}/replays?state=done&limit=1`);
    expect(list.body).toMatchObject({ items: [{ id: nothingLeft.id }], nextCursor: expect.any(String) });
  });

  it('count what is not sent, by its reason', async () => {
    isUp = false;
    const kept = await driver.subscribe(receiver.url);
    const deleted = await driver.subscribe(receiver.url);
    const inactive = await driver.subscribe(receiver.url);
    const moved = await driver.subscribe(receiver.url);
    const from = new Date().toISOString();
    await driver.publish(2);
    for (const id of [kept, deleted, inactive, moved]) await driver.settled(id, 'dead', 2);
    await driver.call('POST', `${tenant}/subscriptions/${kept}/test`, { type: 'ticket.created' });
    await driver.settled(kept, 'dead', 3);
    await driver.call('DELETE', `${tenant}/subscriptions/${deleted}`);
    await driver.call('PATCH', `${tenant}/subscriptions/${inactive}`, { status: 'inactive' });
    await driver.call('PATCH', `${tenant}/subscriptions/${moved}`, { urls: [`${receiver.url}/new`] });
    isUp = true;
    // The configuration reaches the log service a moment after the answer.
    await waitUntil(
      async () => {
        const { id } = await driver.start({ subscription: deleted, perSecond: 0 });
        return (await driver.ended(id)).skippedBy.subscription_deleted === 2 || undefined;
      },
      { what: 'the deletion', timeoutMs: 60_000, pollMs: 500 },
    );
    const { id } = await driver.start({ status: 'dead', from, perSecond: 0 });
    const ended = await driver.ended(id);
    expect(ended).toMatchObject({
      state: 'done',
      skippedBy: { test: 1, subscription_deleted: 2, subscription_inactive: 2, url_removed: 2 },
    });
    expect(ended.replayed + ended.skipped + ended.failed).toBe(ended.selected);
    await driver.settled(kept, 'delivered', 2);
  });

  it('keep their pace, and end when they are told to', async () => {
    isUp = false;
    const id = await driver.subscribe(receiver.url);
    await driver.publish(20);
    await driver.settled(id, 'dead', 20);
    isUp = true;
    const started = await driver.start({ subscription: id, perSecond: 1 });
    await world.soon(`${tenant}/replays/${started.id}`, ({ body }) => body.replayed >= 2);
    const cancelled = await driver.call('POST', `${tenant}/replays/${started.id}/cancel`);
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
    expect(cancelled.body.replayed).toBeLessThan(20);
    const again = await driver.call('POST', `${tenant}/replays/${started.id}/cancel`);
    expect(again.body.state).toBe('cancelled');
    const late = await driver.start({ subscription: id, perSecond: 0 });
    await driver.ended(late.id);
    const ended = await driver.call('POST', `${tenant}/replays/${late.id}/cancel`);
    expect([ended.status, ended.body.detail]).toEqual([409, expect.stringContaining('it is done')]);
    await driver.settled(id, 'delivered', 20);
    const counts = new Map<string, number>();
    for (const { headers } of receiver.requests) {
      const key = String(headers['webhook-id']);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const list = await driver.settled(id, 'delivered', 20);
    for (const item of list.body.items) expect([item.id, counts.get(item.id)]).toEqual([item.id, 2]);
  });

  it('refuse what cannot be meant, and say where', async () => {
    const refused = async (json: object) => {
      const answer = await driver.call('POST', `${tenant}/replays`, json);
      return [answer.status, answer.body.errors?.[0]?.pointer];
    };
    expect(await refused({})).toEqual([422, '']);
    expect(await refused({ perSecond: 10 })).toEqual([422, '']);
    expect(await refused({ status: 'waiting' })).toEqual([422, '/status']);
    expect(await refused({ statuss: 'dead' })).toEqual([422, '/statuss']);
    expect(await refused({ status: 'dead', perSecond: -1 })).toEqual([422, '/perSecond']);
    expect(await refused({ from: '2026-02-02', to: '2026-02-01' })).toEqual([422, '/from']);
    expect((await driver.call('GET', `${tenant}/replays/rpl_none`)).status).toBe(404);
    expect((await driver.call('POST', `${tenant}/replays/rpl_none/cancel`)).status).toBe(404);
  });

  it('belong to their tenant, and hide what they look for in URLs from viewers', async () => {
    const viewer = await world.keyFor('acme', 'viewer');
    const foreign = await world.keyFor('globex', 'admin');
    const started = await driver.start({ url: 'token=secret', status: 'dead' });
    const path = `${tenant}/replays/${started.id}`;
    expect((await driver.call('GET', path, undefined, viewer)).body.filter.url).toBe('[hidden]');
    expect((await driver.call('GET', path)).body.filter.url).toBe('token=secret');
    const other = `/v1/tenants/globex/replays/${started.id}`;
    expect((await driver.call('GET', other, undefined, foreign)).status).toBe(404);
  });

  it('publish dead letters again; what is refused again names the one before', async () => {
    const publish = async (payload: string) => {
      const { connectBroker } = await import('@deskhook/messaging');
      const broker = await connectBroker({ url: world.nats.url, name: 'test' });
      await broker.js.publish('events.acme.ticket.created', payload);
      await broker.connection.close();
    };
    const from = new Date().toISOString();
    await publish('{"not":"an event"}');
    await publish('not json');
    const letters = async (count: number) =>
      (await world.soon(`${tenant}/dead-letters`, ({ body }) => body.items.length === count)).body.items;
    const before = await letters(2);
    const dry = await driver.call('POST', `${tenant}/dead-letters/replays`, { from, dryRun: true });
    expect([dry.body.kind, dry.body.selected]).toEqual(['dead-letters', 2]);
    const started = await driver.call('POST', `${tenant}/dead-letters/replays`, {
      from,
      reason: 'not_json',
      perSecond: 0,
    });
    expect(started.status).toBe(202);
    expect(await driver.ended(started.body.id)).toMatchObject({ selected: 1, replayed: 1, state: 'done' });
    const after: Body[] = await letters(3);
    const [again] = after.filter((letter) => !before.some((one: Body) => one.id === letter.id));
    const original = after.find((letter) => letter.id === again.replayOf);
    expect(original).toMatchObject({ reason: 'not_json', replayOf: null, replayedAt: expect.any(String) });
    const left = await driver.call('POST', `${tenant}/dead-letters/replays`, { from, dryRun: true });
    expect(left.body.selected).toBe(2);
  });
});

describe('replays with several replicas of the log', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  const replicas: ManagedProcess[] = [];
  let isUp = false;
  const driver = replayDriver(() => world);
  const startReplica = async () => {
    const args = [join(projectRoot(), 'dist', 'services', 'main.js'), 'logs'];
    const env = { ...world.env, PATH: process.env['PATH'] };
    replicas.push(await startProcess({ name: 'logs', command: process.execPath, args, env }));
  };
  beforeAll(async () => {
    receiver = await startReceiver(() => ({ code: isUp ? 204 : 400 }));
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
    ]);
    for (let count = 0; count < 2; count++) await startReplica();
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.stop()));
    await world.close();
    await receiver.close();
  });

  it('go on when a replica is killed, send nothing twice and give no tenant more than its turn', async () => {
    const tenants = ['acme', 'globex'];
    const subscriptions = new Map<string, string>();
    for (const name of tenants) {
      await world.keyFor(name, 'admin');
      const of = `/v1/tenants/${name}`;
      subscriptions.set(name, await driver.subscribe(receiver.url, {}, of));
      for (let count = 0; count < 3; count++) await driver.publish(60, of);
    }
    for (const name of tenants)
      await driver.settled(subscriptions.get(name) ?? '', 'dead', 180, `/v1/tenants/${name}`);
    isUp = true;
    const first = receiver.requests.length;
    const ids = new Map<string, string>();
    for (const name of tenants) {
      const of = `/v1/tenants/${name}`;
      ids.set(name, (await driver.start({ status: 'dead', perSecond: 60 }, of)).id);
    }
    for (let killed = 0; killed < 2; killed++) {
      const seen = receiver.requests.length;
      await waitUntil(() => receiver.requests.length > seen + 20 || undefined, {
        what: 'progress',
        timeoutMs: 60_000,
      });
      await replicas.shift()?.kill9();
      await startReplica();
    }
    for (const name of tenants) {
      const id = ids.get(name) ?? '';
      const ended = await waitUntil(
        async () => {
          const { status, body } = await driver.call('GET', `/v1/tenants/${name}/replays/${id}`);
          return status === 200 && body.state !== 'running' ? body : undefined;
        },
        { what: 'the end of the replay', timeoutMs: 90_000, pollMs: 500 },
      );
      expect(ended).toMatchObject({ state: 'done', selected: 180, replayed: 180, skipped: 0, failed: 0 });
      await driver.settled(subscriptions.get(name) ?? '', 'delivered', 180, `/v1/tenants/${name}`);
    }
    const sent = receiver.requests.slice(first).map(({ headers }) => headers['webhook-id']);
    expect([sent.length, new Set(sent).size]).toEqual([360, 360]);
  }, 180_000);
});
