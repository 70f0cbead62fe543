import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BUCKETS, type SubscriptionRecord } from '@deskhook/contracts';
import { inflateBody } from '@deskhook/messaging';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const delivery = {
  timeoutMs: 5_000,
  connectTimeoutMs: 1_000,
  maxRedirects: 0,
  retryScheduleMs: [300],
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none' as const,
  traceparent: true,
};

/** What is rare must be as safe as what is usual; the broker has the server's own default of 1 MiB a message. */
describe('deliveries that are out of the ordinary', () => {
  let path: HotPath;
  let receiver: Receiver;
  let made = 0;
  beforeAll(async () => {
    path = await startHotPath({}, { config: 'max_payload: 1048576' });
  });
  afterAll(() => path.close());
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  async function subscribe(
    dialect: SubscriptionRecord['dialect'],
    overrides: Partial<SubscriptionRecord> = {},
  ) {
    const tenant = `odd-${++made}`;
    await path.putTenant(tenant, { name: 'Odd' });
    const put = async (changes: Partial<SubscriptionRecord>) => {
      const own = { id: 'sub_1', tenant, dialect, urls: [`${receiver.url}/hook`], delivery, secrets: [] };
      await path.putSubscription({ ...own, ...overrides, ...changes });
    };
    await put({});
    const publish = (type: string, data: object, extensions: object = {}) =>
      path.publish(anEvent({ type, data: { ...data }, ...extensions }), tenant);
    return { tenant, put, publish };
  }

  const reports = (tenant: string, count: number) =>
    attemptReports(path.broker, { tenant, subscription: 'sub_1', count });

  test('a body that is larger than a message is retried and reported byte for byte', async () => {
    receiver.answer((_request, nth) => ({ code: nth === 1 ? 500 : 200 }));
    const candy = await subscribe('supportcandy');
    const html = 'Съешь же ещё этих мягких французских булок. '.repeat(9_000);
    await candy.publish('ticket.created', { ticket: { id: 1, subject: 'Большая', body: { html } } });
    const seen = await reports(candy.tenant, 2);
    expect(seen.map(({ status }) => status)).toEqual(['retrying', 'delivered']);
    const [first, second] = receiver.requests;
    const body = first?.body ?? Buffer.alloc(0);
    expect(body.length).toBeGreaterThan(1_048_576);
    // Jest compares buffers byte by byte in minutes.
    expect(second?.body.equals(body)).toBe(true);
    for (const { request } of seen) {
      expect(request?.bodyEncoding).toBe('deflate');
      const logged = inflateBody(Buffer.from(request?.body ?? '', 'base64')) ?? Buffer.alloc(0);
      expect(body.equals(logged)).toBe(true);
    }
  }, 120_000);

  test('thousands of oddities in an event do not burst its report', async () => {
    const events = await subscribe('cloudevents');
    const many = Object.fromEntries(
      Array.from({ length: 15_000 }, (_, index) => [`a${index}`, 'x'.repeat(9)]),
    );
    await events.publish('ticket.created', { ticket: { id: 1 } }, many);
    const [report] = await reports(events.tenant, 1);
    expect(report?.status).toBe('delivered');
    expect(report?.warnings?.length).toBeLessThan(30);
    expect(report?.warnings?.at(-1)).toMatch(/more/);
  });

  test('more keys than get an integer are sent as 0, and the log says so', async () => {
    const candy = await subscribe('supportcandy');
    const tags = Array.from({ length: 1_500 }, (_, index) => ({ id: `tag-${index}`, name: `Tag ${index}` }));
    await candy.publish('ticket.created', { ticket: { id: 1, tags } });
    const [report] = await reports(candy.tenant, 1);
    expect(report?.warnings).toEqual([expect.stringContaining('at most 1000 of an event get one')]);
    const sent: number[] = JSON.parse(String(receiver.requests[0]?.body)).tags;
    expect(sent.filter((id) => id === 0)).toHaveLength(500);
    expect(new Set(sent.filter((id) => id > 1_000_000_000)).size).toBe(1_000);
  });

  test('a delivery that was made for another dialect is cancelled, and the log says why', async () => {
    receiver.answer(() => ({ code: 500 }));
    const moved = await subscribe('standard', { delivery: { ...delivery, retryScheduleMs: [1_500] } });
    await moved.publish('ticket.created', { ticket: { id: 1 } });
    await reports(moved.tenant, 1);
    await moved.put({ dialect: 'supportbee' });
    const [, second] = await reports(moved.tenant, 2);
    expect(second).toMatchObject({
      status: 'cancelled',
      reason: 'the subscription was moved to another dialect',
    });
    expect(receiver.requests).toHaveLength(1);
  });

  test('a template that fails makes the delivery dead with a reason', async () => {
    const template =
      '{"all":{"$for":"ticket.rows","as":"a","do":{"$for":"ticket.rows","as":"b","do":{"$for":"ticket.rows","as":"c","do":"{{ a }}{{ b }}{{ c }}"}}}}';
    const own = await subscribe('template', { dialectOptions: { template } });
    await own.publish('ticket.created', {
      ticket: { id: 1, rows: Array.from({ length: 2_000 }, () => 'row') },
    });
    const [report] = await reports(own.tenant, 1);
    expect(report).toMatchObject({
      status: 'dead',
      reason: expect.stringContaining('could not be rendered'),
    });
    expect(receiver.requests).toHaveLength(0);
  });

  test('what was learnt about an endpoint may be lost: nothing is sent twice for it', async () => {
    const shahi = await subscribe('shahiassist');
    await path.broker.jsm.streams.delete(`KV_${BUCKETS.endpoints}`);
    await shahi.publish('ticket.created', { ticket: { id: 1, subject: 'Once' } });
    expect(await reports(shahi.tenant, 1)).toMatchObject([{ status: 'delivered' }]);
    await shahi.publish('ticket.closed', { ticket: { id: 1, subject: 'Once' } });
    await reports(shahi.tenant, 2);
    expect(receiver.requests).toHaveLength(2);
  }, 120_000);
});
