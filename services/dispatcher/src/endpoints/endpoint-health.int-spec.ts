import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BUCKETS, healthKey } from '@deskhook/contracts';
import { Claims, NoticePublisher, Publisher, VersionedBucket } from '@deskhook/messaging';
import { createLogger } from '@deskhook/runtime';
import { startBroker, type TestBroker } from '../../../../test/support/broker.js';
import { waitUntil } from '../../../../test/support/processes.js';
import { EndpointNews } from '../notices/endpoint-news.js';
import { readDispatcherConfig } from '../dispatcher.config.js';
import type { Endpoint, Observation } from './endpoint-control.js';
import type { EnabledPeriod } from './enabled-period.js';
import { EndpointHealth } from './endpoint-health.js';

const DAY_MS = 86_400_000;
const config = readDispatcherConfig({
  DESKHOOK_SECRETS_KEY: Buffer.alloc(32).toString('base64'),
  DESKHOOK_LOG_LEVEL: 'silent',
});

describe('the health of endpoints', () => {
  let started: TestBroker;
  let bucket: VersionedBucket;
  let made = 0;
  let endpoint: Endpoint;
  let period: EnabledPeriod;
  const replicas: EndpointHealth[] = [];
  beforeAll(async () => {
    started = await startBroker();
    bucket = new VersionedBucket(started.broker, BUCKETS.health);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.onApplicationShutdown()));
    await started.close();
  });
  beforeEach(() => {
    period = { kind: 'enabled', since: 0 };
    endpoint = {
      tenant: `acme-${++made}`,
      subscriptionId: 'sub_1',
      url: 'https://a.example/hook?token=planted',
    };
  });

  async function startReplica(disableAfterMs = 5 * DAY_MS): Promise<EndpointHealth> {
    const { broker } = started;
    const logger = createLogger('test', config);
    const notices = new NoticePublisher(new Publisher(broker), logger);
    const periods = { ready: true, periodOf: () => period };
    const names = { nameOf: () => 'CRM sync' };
    const news = new EndpointNews({ notices, claims: new Claims(broker), names }, logger);
    const replica = new EndpointHealth({ broker, news, periods, disableAfterMs }, logger);
    replicas.push(replica);
    await replica.onApplicationBootstrap();
    return replica;
  }

  const observed = (overrides: Partial<Observation> = {}): Observation => ({
    startedAt: Date.now(),
    durationMs: 1,
    delivered: false,
    code: 500,
    error: null,
    retryAfterMs: null,
    ...overrides,
  });
  const delivered = () => observed({ delivered: true, code: 204 });
  function fail(replica: EndpointHealth, times: number, overrides: Partial<Observation> = {}): void {
    for (let count = 0; count < times; count++) replica.observed(endpoint, observed(overrides));
  }
  const until = <T>(probe: () => T | undefined | Promise<T | undefined>, what: string) =>
    waitUntil(probe, { what, timeoutMs: 60_000, pollMs: 10 });
  const known = (replica: EndpointHealth) =>
    until(() => replica.failingSince(endpoint) ?? undefined, 'the failing endpoint to be known');
  const forgotten = (replica: EndpointHealth) =>
    until(() => (replica.failingSince(endpoint) === null ? true : undefined), 'the endpoint to be well');

  /** The news of this test's tenant. Each is an event as well, whose id makes one of those that several replicas tell. */
  async function news(count: number) {
    const read = async (stream: string, filter: string) => {
      const found = [];
      const consumer = await started.broker.js.consumers.get(stream, { filter_subjects: filter });
      const { num_pending } = await consumer.info();
      if (num_pending === 0) return [];
      for await (const message of await consumer.fetch({ max_messages: num_pending, expires: 2_000 }))
        found.push(message.json<{ readonly type: string; readonly id: string; readonly data: object }>());
      return found;
    };
    return until(async () => {
      const events = await read('EVENTS', `events.${endpoint.tenant}.>`);
      if (events.length < count) return undefined;
      const notices = await read('NOTICES', `notices.${endpoint.tenant}.>`);
      // Each is told twice, one after the other: of the last one, half may be there.
      const ids = new Set(events.map(({ id }) => id));
      if (ids.size !== notices.length) return undefined;
      expect([...ids]).toEqual(expect.arrayContaining(notices.map(({ id }) => id)));
      return notices;
    }, `${count} news`);
  }

  test('one that fails is known to every replica and after a restart, and its recovery is told once', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    fail(one, 10);
    const since = await known(two);
    const three = await startReplica();
    expect(three.failingSince(endpoint)).toBe(since);
    for (const replica of [one, two, three]) replica.observed(endpoint, delivered());
    await Promise.all([one, two, three].map(forgotten));
    const told = await news(1);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      type: 'deskhook.endpoint_recovered',
      source: `/tenants/${endpoint.tenant}/deskhook/dispatcher`,
      data: {
        endpoint: {
          subscription: { id: 'sub_1', name: 'CRM sync' },
          url: 'https://a.example/hook?token=[hidden]',
          status: 'active',
          failing_since: new Date(since).toISOString(),
        },
      },
    });
    expect((await bucket.read(healthKey(endpoint))).text).toBeNull();
  });

  test('a few failures write nothing', async () => {
    const one = await startReplica();
    fail(one, 9);
    one.observed(endpoint, delivered());
    await one.onApplicationShutdown();
    expect((await bucket.read(healthKey(endpoint))).revision).toBe(0);
  });

  test('one that only failed for days is given up, by whichever replica sees it', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    fail(one, 10, { startedAt: Date.now() - 5 * DAY_MS });
    const since = await known(two);
    fail(two, 1, { error: 'the endpoint refused the connection', code: null });
    const [told, ...more] = await news(1);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      type: 'deskhook.endpoint_disabled',
      data: {
        endpoint: {
          status: 'disabled',
          reason: `nothing but failures since ${new Date(since).toISOString()}, at last: the endpoint refused the connection`,
        },
      },
    });
    await Promise.all([one, two].map(forgotten));
    fail(two, 10);
    expect(Date.now() - (await known(one))).toBeLessThan(DAY_MS);
  });

  test('one that was delivered to in between, or may fail for ever, is not given up', async () => {
    const [one, two] = [await startReplica(), await startReplica(0)];
    fail(one, 10, { startedAt: Date.now() - 5 * DAY_MS });
    await known(two);
    fail(two, 1);
    two.observed(endpoint, delivered());
    await forgotten(one);
    fail(one, 1);
    await one.onApplicationShutdown();
    await two.onApplicationShutdown();
    expect((await news(1)).map(({ type }) => type)).toEqual(['deskhook.endpoint_recovered']);
  });

  test('one that is gone is given up at once, and told of once', async () => {
    const one = await startReplica();
    fail(one, 3, { code: 410 });
    await one.onApplicationShutdown();
    expect(await news(1)).toMatchObject([
      { type: 'deskhook.endpoint_disabled', data: { endpoint: { reason: 'it answered 410 Gone' } } },
    ]);
  });

  test('one that is gone is given up again when it was sent to anew, however soon', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    period = { kind: 'enabled', since: 1 };
    for (const replica of [one, two]) fail(replica, 2, { code: 410 });
    await news(1);
    await Promise.all([one, two].map((replica) => replica.onApplicationShutdown()));
    expect(await news(1)).toHaveLength(1);
    period = { kind: 'enabled', since: Date.now() };
    fail(await startReplica(), 1, { code: 410 });
    expect(new Set((await news(2)).map(({ id }) => id)).size).toBe(2);
  });

  test('what was answered while nothing is sent there any more says nothing', async () => {
    const one = await startReplica();
    period = { kind: 'disabled' };
    fail(one, 20);
    fail(one, 1, { code: 410 });
    await one.onApplicationShutdown();
    expect(await news(0)).toEqual([]);
    expect((await bucket.read(healthKey(endpoint))).revision).toBe(0);
  });

  test('one that failed for days before it was activated has a new start', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    fail(one, 10, { startedAt: Date.now() - 5 * DAY_MS });
    await Promise.all([one, two].map(known));
    period = { kind: 'enabled', since: Date.now() - DAY_MS };
    expect([one, two].map((replica) => replica.failingSince(endpoint))).toEqual([null, null]);
    for (const replica of [one, two]) fail(replica, 10);
    for (const replica of [one, two]) expect(Date.now() - (await known(replica))).toBeLessThan(DAY_MS);
    await Promise.all([one, two].map((replica) => replica.onApplicationShutdown()));
    expect(await news(0)).toEqual([]);
  });

  test.each<[string, EnabledPeriod]>([
    ['disabled', { kind: 'disabled' }],
    ['deleted', { kind: 'unknown' }],
    ['activated anew', { kind: 'enabled', since: Date.now() + DAY_MS }],
  ])('one that was %s is forgotten by all replicas', async (_what, after) => {
    const [one, two] = [await startReplica(), await startReplica()];
    fail(one, 10);
    await Promise.all([one, two].map(known));
    two.sweep();
    await two.onApplicationShutdown();
    expect((await bucket.read(healthKey(endpoint))).text).not.toBeNull();
    period = after;
    one.sweep();
    await forgotten(one);
    await one.onApplicationShutdown();
    expect((await bucket.read(healthKey(endpoint))).text).toBeNull();
    expect(await news(0)).toEqual([]);
  });

  test('one that asks for patience is left alone by every replica', async () => {
    const [one, two] = [await startReplica(), await startReplica()];
    const startedAt = Date.now();
    fail(one, 1, { startedAt, code: 429, retryAfterMs: 60_000 });
    const quiet = await until(() => two.quiet(endpoint) ?? undefined, 'the wish of the endpoint');
    expect(quiet).toEqual({ until: startedAt + 1 + 60_000, reason: 'the endpoint answered 429' });
    two.observed(endpoint, delivered());
    await until(() => (one.quiet(endpoint) === null ? true : undefined), 'the wish to be over');
    expect(await news(0)).toEqual([]);
  });
});
