import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Answer, type ReceivedRequest, type Receiver } from '../support/receiver.js';

describe('redirects by the rules of WordPress', () => {
  let path: HotPath;
  let receiver: Receiver;
  let other: Receiver;
  let made = 0;
  beforeAll(async () => {
    path = await startHotPath();
    await path.putTenant('acme');
  });
  afterAll(() => path.close());
  beforeEach(async () => {
    [receiver, other] = await Promise.all([startReceiver(), startReceiver()]);
  });
  afterEach(async () => {
    await Promise.all([receiver.close(), other.close()]);
  });

  /** Sends one event to the first receiver and gives the report of its only attempt. */
  async function attempt(answering: (request: ReceivedRequest) => Answer, maxRedirects = 5) {
    receiver.answer(answering);
    const id = `sub_${++made}`;
    await path.putSubscription({
      id,
      urls: [`${receiver.url}/hook?token=a%20b|c`],
      events: [`custom.${id}`],
      headers: { 'X-Own': 'credential' },
      delivery: {
        timeoutMs: 10_000,
        connectTimeoutMs: 1_000,
        maxRedirects,
        retryScheduleMs: [],
        successCodes: '2xx',
        maxConcurrency: 10,
        rateLimit: null,
        ordering: 'none' as const,
        traceparent: true,
      },
    });
    await path.publish(anEvent({ type: `custom.${id}`, data: {} }));
    const [report] = await attemptReports(path.broker, { tenant: 'acme', subscription: id, count: 1 });
    if (report === undefined) throw new TypeError('no report');
    return report;
  }

  test.each([301, 307, 308])('%i repeats the POST with the same bytes at the new place', async (code) => {
    const target = `${other.url}/moved?x=1`;
    const made = await attempt(() => ({ code, headers: { location: target } }));
    expect(made).toMatchObject({ status: 'delivered', redirects: [{ code, url: target }] });
    const [first] = await receiver.received(1);
    const [second] = await other.received(1);
    expect(first?.path).toBe('/hook?token=a%20b|c');
    expect(second).toMatchObject({ method: 'POST', path: '/moved?x=1' });
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers['webhook-signature']).toBe(first?.headers['webhook-signature']);
  });

  test.each([302, 303])('%i goes on with a GET without a body', async (code) => {
    const made = await attempt(() => ({ code, headers: { location: `${other.url}/thanks` } }));
    expect(made.status).toBe('delivered');
    const [second] = await other.received(1);
    expect(second).toMatchObject({ method: 'GET', path: '/thanks' });
    expect(second?.body.length).toBe(0);
    expect(second?.headers['content-type']).toBeUndefined();
  });

  test('a relative place on the same host keeps the own headers, another host does not get them', async () => {
    const made = await attempt(({ path: place }) =>
      place === '/elsewhere'
        ? { code: 308, headers: { location: `http://localhost:${new URL(other.url).port}/x` } }
        : { code: 307, headers: { location: '/elsewhere' } },
    );
    expect(made.redirects?.map(({ code }) => code)).toEqual([307, 308]);
    const [, second] = await receiver.received(2);
    expect(second?.headers['x-own']).toBe('credential');
    const [third] = await other.received(1);
    expect(third?.headers['x-own']).toBeUndefined();
    expect(third?.headers['webhook-id']).toBe(second?.headers['webhook-id']);
  });

  test('more than the allowed number is a failure that says so', async () => {
    const made = await attempt(() => ({ code: 307, headers: { location: '/again' } }), 3);
    expect(made).toMatchObject({ status: 'dead', error: 'more than 3 redirects' });
    expect(receiver.requests).toHaveLength(4);
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data', 'refused'],
    ['http://10.0.0.1/', 'refused'],
    ['http://[::ffff:192.168.0.1]/', 'refused'],
    ['file:///etc/passwd', 'http or https'],
  ])('every hop is checked: %s is not followed', async (location, reason) => {
    const made = await attempt(() => ({ code: 302, headers: { location } }));
    expect(made.status).toBe('dead');
    expect(made.error).toContain(reason);
  });

  test('without redirects a redirect is an answer like any other', async () => {
    const made = await attempt(() => ({ code: 302, headers: { location: `${other.url}/x` } }), 0);
    expect(made).toMatchObject({ status: 'dead', response: { code: 302 } });
    expect(other.requests).toHaveLength(0);
  });
});
