import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { STREAMS, type SubscriptionRecord } from '@deskhook/contracts';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const delivery: SubscriptionRecord['delivery'] = {
  connectTimeoutMs: 10_000,
  maxRedirects: 0,
  timeoutMs: 5_000,
  retryScheduleMs: [200, 200],
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none',
  traceparent: true,
};

describe('deliveries that wait in the lane of their endpoint', () => {
  let path: HotPath;
  let receiver: Receiver;
  let made = 0;

  beforeAll(async () => {
    path = await startHotPath();
    await path.putTenant('acme');
  });
  afterAll(() => path.close());
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  async function subscribe(changes: Partial<SubscriptionRecord['delivery']> = {}) {
    const id = `sub_${++made}`;
    const put = (overrides: Partial<SubscriptionRecord> = {}) =>
      path.putSubscription({
        id,
        urls: [`${receiver.url}/${id}`],
        delivery: { ...delivery, ...changes },
        events: [`custom.${id}`],
        ...overrides,
      });
    await put();
    const publish = async (count: number) => {
      for (let nth = 0; nth < count; nth++) await path.publish(anEvent({ type: `custom.${id}` }));
    };
    return { id, put, publish };
  }

  const reports = (subscription: string, count: number) =>
    attemptReports(path.broker, { tenant: 'acme', subscription, count });
  const parked = async () => (await path.broker.jsm.streams.info(STREAMS.parked)).state.messages;
  const until = (what: string, holds: () => Promise<boolean>) =>
    waitUntil(async () => ((await holds()) ? true : undefined), { what, timeoutMs: 60_000 });

  test('what an endpoint does not bear at once waits, and goes out when it answers again', async () => {
    let isOpen = false;
    const delivered = new Set<string>();
    receiver.answer(({ headers }) => {
      if (isOpen) delivered.add(String(headers['webhook-id']));
      return { code: isOpen ? 200 : 503 };
    });
    const { publish } = await subscribe({ retryScheduleMs: Array.from({ length: 200 }, () => 100) });
    await publish(100);
    await until('deliveries to be parked', async () => (await parked()) > 20);
    isOpen = true;
    await until('100 deliveries', () => Promise.resolve(delivered.size === 100));
    await until('the lane to be empty', async () => (await parked()) === 0);
  });

  test('an endpoint that takes one at a time gets one at a time', async () => {
    const { id, publish } = await subscribe({ maxConcurrency: 1 });
    await publish(30);
    const made = await reports(id, 30);
    const spans = made.map(({ at, durationMs = 0 }) => [at, at + durationMs] as const);
    const sorted = spans.toSorted((one, two) => one[0] - two[0]);
    for (const [index, [begun]] of sorted.entries())
      expect(begun).toBeGreaterThanOrEqual(Math.floor((sorted[index - 1]?.[1] ?? 0) - 1));
    await until('the lane to be empty', async () => (await parked()) === 0);
  });

  test('a rate limit holds in every span of its length, and loses nothing', async () => {
    const { publish } = await subscribe({ rateLimit: { limit: 3, perMs: 500 } });
    await publish(12);
    const requests = await receiver.received(12);
    const times = requests.map(({ at }) => at).toSorted((one, two) => one - two);
    for (const [index, at] of times.entries()) {
      const fourth = times[index + 3];
      if (fourth !== undefined) expect(fourth - at).toBeGreaterThanOrEqual(500);
    }
    await until('the lane to be empty', async () => (await parked()) === 0);
  });

  test('what waits is cancelled when the subscription is deleted, also thousands', async () => {
    receiver.answer(() => null);
    // The one that is on its way is not to time out meanwhile, however slow the machine is.
    const { id, publish } = await subscribe({ maxConcurrency: 1, timeoutMs: 120_000 });
    await publish(1_500);
    await until('them to be parked', async () => (await parked()) === 1_500);
    await path.removeSubscription('acme', id);
    await until('the lane to be empty', async () => (await parked()) <= 1);
    const seen = await reports(id, 1_499);
    // The first is on its way, unless it was cancelled with the others.
    expect(seen.filter(({ status }) => status === 'cancelled').length).toBeGreaterThanOrEqual(1_499);
    expect(receiver.requests.length).toBeLessThan(3);
  }, 120_000);
});
