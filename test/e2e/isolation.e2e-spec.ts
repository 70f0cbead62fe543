import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NOTICE_TYPES, STREAMS, subjects, type SubscriptionRecord } from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { startHostileReceiver, type HostileReceiver, type Hostility } from '../support/hostile-receiver.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const delivery: SubscriptionRecord['delivery'] = {
  timeoutMs: 60_000,
  connectTimeoutMs: 10_000,
  maxRedirects: 5,
  retryScheduleMs: [],
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none',
  traceparent: true,
};
const TIMEOUT_MS = 120_000;
/** More than an endpoint gets at once, and more failures than open its breaker. */
const COUNT = 14;

describe('endpoints that misbehave', () => {
  let path: HotPath;
  let receiver: Receiver;
  let tenant: string;
  let made = 0;
  const hostile: HostileReceiver[] = [];
  beforeAll(async () => {
    path = await startHotPath();
  });
  afterAll(() => path.close());
  beforeEach(async () => {
    receiver = await startReceiver();
    tenant = `tenant-${++made}`;
    await path.putTenant(tenant);
  });
  afterEach(async () => {
    await Promise.all([receiver.close(), ...hostile.splice(0).map((one) => one.close())]);
  });

  const subscribe = (id: string, url: string, overrides: Partial<SubscriptionRecord> = {}) =>
    path.putSubscription({ id, tenant, urls: [url], events: [`custom.${id}`], delivery, ...overrides });
  const publish = async (id: string, count: number) => {
    for (let nth = 0; nth < count; nth++)
      await path.publish(anEvent({ type: `custom.${id}`, data: {} }), tenant);
  };
  const reports = (subscription: string, count: number) =>
    attemptReports(path.broker, { tenant, subscription, count });
  const stored = async (stream: string, subject: string): Promise<number> => {
    const { state } = await path.broker.jsm.streams.info(stream, { subjects_filter: subject });
    return state.subjects?.[subject] ?? 0;
  };
  const until = <T>(what: string, probe: () => T | undefined | Promise<T | undefined>) =>
    waitUntil(probe, { what, timeoutMs: 60_000, pollMs: 20 });
  async function startHostile(hostility: Hostility): Promise<HostileReceiver> {
    const one = await startHostileReceiver(hostility);
    hostile.push(one);
    return one;
  }
  /** The first notice of a type that came for the tenant. */
  const notice = (type: (typeof NOTICE_TYPES)[keyof typeof NOTICE_TYPES]) =>
    until(`the notice ${type}`, async () => {
      const subject = subjects.notice(tenant, type);
      const message = await path.broker.jsm.streams.getMessage(STREAMS.notices, { last_by_subj: subject });
      return message?.json<{ readonly id: string; readonly data: object }>() ?? undefined;
    });

  test(
    'hold up nobody else, however they do it',
    async () => {
      const kinds = ['hang', 'trickle', 'endless-body', 'reset', 'endless-redirects', 'garbage'] as const;
      const ofKind = new Map<Hostility, HostileReceiver>();
      for (const kind of kinds) {
        const one = await startHostile(kind);
        ofKind.set(kind, one);
        await subscribe(kind, one.url);
      }
      await subscribe('refuse', `http://127.0.0.1:${await freePort()}/`);
      await subscribe('healthy', receiver.url);
      for (const kind of [...kinds, 'refuse']) await publish(kind, COUNT);
      await publish('healthy', 40);
      await receiver.received(40);
      expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
      for (const kind of ['hang', 'trickle'] as const) {
        const one = ofKind.get(kind);
        expect(one?.openMax()).toBeLessThanOrEqual(delivery.maxConcurrency);
        expect(await stored(STREAMS.attempts, subjects.attempt(tenant, kind))).toBe(0);
      }
      const ended = async (id: string, count: number) =>
        (await reports(id, count)).map(({ status, response, error }) => ({
          status,
          code: response?.code,
          error,
        }));
      for (const one of await ended('endless-body', COUNT))
        expect(one).toMatchObject({ status: 'delivered', code: 200 });
      for (const one of await ended('endless-redirects', COUNT))
        expect(one).toMatchObject({ status: 'dead', error: 'more than 5 redirects' });
      for (const kind of ['reset', 'garbage', 'refuse'])
        for (const one of await ended(kind, COUNT))
          expect(one).toMatchObject({ status: 'dead', error: expect.any(String) });
    },
    TIMEOUT_MS,
  );

  test(
    'with Retry-After in seconds get nothing before',
    async () => {
      const retryScheduleMs = [100];
      await subscribe('busy', receiver.url, { delivery: { ...delivery, retryScheduleMs } });
      const isFirst = () => receiver.requests.length === 1;
      receiver.answer(() => (isFirst() ? { code: 429, headers: { 'retry-after': '2' } } : { code: 204 }));
      await publish('busy', 1);
      const [first] = await reports('busy', 1);
      expect(first?.reason).toMatch(/^the endpoint answered 429 and asked to be tried again after /);
      await publish('busy', 20);
      const [limited, ...later] = await receiver.received(22);
      const opensAt = (limited?.at ?? 0) + 2_000;
      expect(later.filter(({ at }) => at < opensAt)).toEqual([]);
      expect(first?.nextAttemptAt).toBeGreaterThanOrEqual(opensAt);
    },
    TIMEOUT_MS,
  );

  test(
    'with Retry-After as a date get nothing before',
    async () => {
      await subscribe('busy', receiver.url, { delivery: { ...delivery, retryScheduleMs: [100] } });
      const opensAt = Math.ceil(Date.now() / 1_000) * 1_000 + 2_000;
      const headers = { 'retry-after': new Date(opensAt).toUTCString() };
      receiver.answer(({ at }) => (at < opensAt ? { code: 503, headers } : { code: 204 }));
      await publish('busy', 1);
      await reports('busy', 1);
      await publish('busy', 20);
      const [, ...later] = await receiver.received(22);
      expect(later.filter(({ at }) => at < opensAt)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    'that are gone are disabled with the first answer that says so',
    async () => {
      await subscribe('gone', receiver.url);
      receiver.answer(() => ({ code: 410 }));
      await publish('gone', 1);
      const [first] = await reports('gone', 1);
      expect(first).toMatchObject({ status: 'dead', reason: expect.stringContaining('410 Gone') });
      const told = await notice(NOTICE_TYPES.endpointDisabled);
      const endpoint = { subscription: { id: 'gone', name: 'gone' }, url: receiver.url, status: 'disabled' };
      expect(told.data).toMatchObject({ endpoint: { ...endpoint, reason: 'it answered 410 Gone' } });
      await publish('gone', 5);
      const lane = subjects.parked(tenant, 'gone', endpointKey(receiver.url));
      await until('what waits', async () => ((await stored(STREAMS.parked, lane)) === 5 ? true : undefined));
      const reason = 'it answered 410 Gone';
      await subscribe('gone', receiver.url, { urls: [], disabledUrls: [{ url: receiver.url, reason }] });
      const [, ...others] = await reports('gone', 6);
      for (const one of others)
        expect(one).toMatchObject({ status: 'cancelled', reason: expect.stringContaining(reason) });
      expect(receiver.requests).toHaveLength(1);
    },
    TIMEOUT_MS,
  );

  test(
    'get everything that waited when they are back, and that is told',
    async () => {
      const retryScheduleMs = [100, 100, 100, 100, 100, 100, 100, 100];
      await subscribe('broken', receiver.url, { delivery: { ...delivery, retryScheduleMs } });
      const listener = await startReceiver();
      await subscribe('news', listener.url, { events: [NOTICE_TYPES.endpointRecovered] });
      receiver.answer(() => ({ code: 500 }));
      await publish('broken', 50);
      await receiver.received(15);
      receiver.answer(() => ({ code: 204 }));
      await until('every delivery to arrive', async () => {
        const ends = receiver.requests.slice(15).map(({ headers }) => headers['webhook-id']);
        return new Set(ends).size === 50 ? true : undefined;
      });
      const told = await notice(NOTICE_TYPES.endpointRecovered);
      expect(told.data).toMatchObject({ endpoint: { subscription: { id: 'broken' }, status: 'active' } });
      const [heard] = await listener.received(1);
      expect(JSON.parse(heard?.body.toString() ?? '')).toMatchObject({ id: told.id, data: told.data });
      await listener.close();
    },
    TIMEOUT_MS,
  );

  test(
    'whose deliveries end dead are told of, and news that do not arrive cause none',
    async () => {
      await subscribe('broken', receiver.url);
      await subscribe('news', receiver.url, { events: ['deskhook.*'] });
      receiver.answer(() => ({ code: 500 }));
      await publish('broken', 1);
      const [dead] = await reports('broken', 1);
      const told = await notice(NOTICE_TYPES.deliveryFailed);
      expect(told.data).toMatchObject({
        endpoint: { subscription: { id: 'broken' }, url: receiver.url, status: 'failing' },
        delivery: {
          id: dead?.deliveryId,
          event_id: dead?.eventId,
          type: 'custom.broken',
          attempts: 1,
          error: dead?.reason,
        },
      });
      expect(await reports('news', 1)).toMatchObject([{ status: 'dead', eventId: told.id }]);
      await publish('broken', 1);
      expect((await reports('news', 2)).map(({ status }) => status)).toEqual(['dead', 'dead']);
      expect(await stored(STREAMS.notices, subjects.notice(tenant, NOTICE_TYPES.deliveryFailed))).toBe(2);
    },
    TIMEOUT_MS,
  );

  test(
    'are settled also where nobody reads the notices and the stream is full',
    async () => {
      await path.broker.jsm.streams.update(STREAMS.notices, { max_msgs: 1 });
      await subscribe('broken', receiver.url);
      await subscribe('listening', `${receiver.url}/news`, { events: ['deskhook.delivery_failed'] });
      receiver.answer(() => ({ code: 500 }));
      await publish('broken', 5);
      expect((await reports('broken', 5)).every(({ status }) => status === 'dead')).toBe(true);
      await until('the news as events', async () => {
        const count = await stored(STREAMS.events, subjects.event(tenant, NOTICE_TYPES.deliveryFailed));
        return count === 5 ? true : undefined;
      });
    },
    TIMEOUT_MS,
  );
});
