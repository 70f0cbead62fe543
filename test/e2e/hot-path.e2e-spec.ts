import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { SIGNING_SECRET, startHotPath, type HotPath } from '../support/hot-path.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const delivery = {
  connectTimeoutMs: 10_000,
  maxRedirects: 0,
  timeoutMs: 10_000,
  retryScheduleMs: [200, 200],
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none' as const,
  traceparent: true,
};

describe('the way of an event over evaluator and dispatcher', () => {
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

  async function subscribe(overrides: object = {}): Promise<string> {
    const id = `sub_${++made}`;
    await path.putSubscription({
      id,
      urls: [`${receiver.url}/${id}`],
      delivery,
      events: [`custom.${id}`],
      ...overrides,
    });
    return id;
  }

  const reports = (subscription: string, count: number) =>
    attemptReports(path.broker, { tenant: 'acme', subscription, count });

  test('delivers the bytes that were published, signed so that the public package verifies them', async () => {
    const id = await subscribe();
    const event = anEvent({ type: `custom.${id}` });
    await path.publish(event);
    const [request] = await receiver.received(1);
    expect(request?.body.toString()).toBe(JSON.stringify(event));
    const headers = Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([k, v]) => [k, String(v)]),
    );
    expect(() => new Webhook(SIGNING_SECRET).verify(request?.body.toString() ?? '', headers)).not.toThrow();
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(request?.body.length),
    });
    expect(headers['user-agent']).toMatch(/^Deskhook\/\d+\.\d+\.\d+$/);
    expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  test('keeps the trace of the publisher', async () => {
    const id = await subscribe();
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await path.publish(anEvent({ type: `custom.${id}` }), 'acme', `00-${traceId}-00f067aa0ba902b7-01`);
    const [request] = await receiver.received(1);
    expect(request?.headers['traceparent']).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    const [report] = await reports(id, 1);
    expect(report).toMatchObject({ traceId, status: 'delivered', number: 1, response: { code: 204 } });
  });

  test('retries by the schedule with the same id and bytes, then succeeds', async () => {
    receiver.answer((_, nth) => ({ code: nth < 3 ? 503 : 200, body: 'ok' }));
    const id = await subscribe();
    await path.publish(anEvent({ type: `custom.${id}` }));
    const requests = await receiver.received(3);
    expect(new Set(requests.map((request) => request.headers['webhook-id'])).size).toBe(1);
    expect(new Set(requests.map((request) => request.body.toString())).size).toBe(1);
    const made = await reports(id, 3);
    expect(made.map((report) => [report.number, report.status])).toEqual([
      [1, 'retrying'],
      [2, 'retrying'],
      [3, 'delivered'],
    ]);
    expect(made[0]).toMatchObject({ reason: 'the endpoint answered 503' });
    expect(made[0]?.nextAttemptAt).toBeGreaterThanOrEqual((made[0]?.at ?? 0) + 200);
  });

  test('ends as dead after the last attempt, with the reason', async () => {
    receiver.answer(() => ({ code: 500 }));
    const id = await subscribe();
    await path.publish(anEvent({ type: `custom.${id}` }));
    const made = await reports(id, 3);
    expect(made[2]).toMatchObject({ status: 'dead', number: 3, nextAttemptAt: null });
    expect(made[2]?.reason).toContain('the endpoint answered 500');
    expect(receiver.requests).toHaveLength(3);
  });

  test('makes no second delivery of an event that is published twice', async () => {
    const id = await subscribe();
    const event = anEvent({ type: `custom.${id}` });
    await path.publish(event);
    await path.publish(event);
    await path.publish(anEvent({ type: `custom.${id}` }));
    await receiver.received(2);
    await reports(id, 2);
    expect(new Set(receiver.requests.map((request) => request.headers['webhook-id'])).size).toBe(2);
    expect(receiver.requests).toHaveLength(2);
  });

  test('makes one delivery for each URL', async () => {
    const id = await subscribe({ urls: [`${receiver.url}/a`, `${receiver.url}/b`] });
    await path.publish(anEvent({ type: `custom.${id}` }));
    const requests = await receiver.received(2);
    expect(requests.map((request) => request.path).toSorted()).toEqual(['/a', '/b']);
  });

  test('an event never overtakes a subscription that was made before it', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 150; made++) {
      ids.push(await subscribe());
      await path.publish(anEvent({ type: `custom.${ids.at(-1)}` }));
    }
    const missing = () => {
      const seen = new Set(receiver.requests.map((request) => request.path));
      return ids.filter((id) => !seen.has(`/${id}`));
    };
    await waitUntil(() => missing().length === 0 || undefined, {
      what: 'a delivery of each',
      timeoutMs: 60_000,
    });
  });

  test('renders an event in binary mode as a structured one', async () => {
    const id = await subscribe();
    const { headers } = await import('@nats-io/transport-node');
    const carried = headers();
    const attributes = { specversion: '1.0', id: `binary-${id}`, source: '/helpdesk', type: `custom.${id}` };
    for (const [name, value] of Object.entries(attributes)) carried.set(`ce-${name}`, value);
    carried.set('content-type', 'application/json');
    await path.broker.js.publish(`events.acme.custom.${id}`, '{"ticket":{"id":  7}}', { headers: carried });
    const [request] = await receiver.received(1);
    expect(JSON.parse(request?.body.toString() ?? '')).toEqual({
      ...attributes,
      datacontenttype: 'application/json',
      data: { ticket: { id: 7 } },
    });
    expect(request?.body.toString()).toContain('"data":{"ticket":{"id":  7}}}');
  });

  test('cancels what waits when the subscription is deleted', async () => {
    receiver.answer(() => ({ code: 500 }));
    const id = await subscribe({ delivery: { ...delivery, retryScheduleMs: [1_000] } });
    await path.publish(anEvent({ type: `custom.${id}` }));
    await reports(id, 1);
    await path.removeSubscription('acme', id);
    const made = await reports(id, 2);
    expect(made[1]).toMatchObject({ status: 'cancelled', reason: 'the subscription was deleted' });
    expect(receiver.requests).toHaveLength(1);
  });

  test('reports an endpoint that never answers, and one that is not there', async () => {
    receiver.answer(() => null);
    const silent = await subscribe({ delivery: { ...delivery, timeoutMs: 300, retryScheduleMs: [] } });
    const gone = await subscribe({
      urls: ['http://127.0.0.1:1/'],
      delivery: { ...delivery, retryScheduleMs: [] },
    });
    await path.publish(anEvent({ type: `custom.${silent}` }));
    await path.publish(anEvent({ type: `custom.${gone}` }));
    expect((await reports(silent, 1))[0]).toMatchObject({ status: 'dead', error: 'no answer within 300 ms' });
    expect((await reports(gone, 1))[0]).toMatchObject({
      status: 'dead',
      error: 'the endpoint refused the connection',
    });
  });

  test('never reaches an address that the policy forbids', async () => {
    const id = await subscribe({
      urls: ['http://10.0.0.1/'],
      delivery: { ...delivery, retryScheduleMs: [] },
    });
    await path.publish(anEvent({ type: `custom.${id}` }));
    const [report] = await reports(id, 1);
    expect(report?.error).toContain('10.0.0.1 is not reachable from here by policy (private)');
  });

  test('an endpoint that hangs does not delay another', async () => {
    receiver.answer((request) => (request.path === '/hang' ? null : { code: 200 }));
    const slow = { ...delivery, timeoutMs: 10_000, maxConcurrency: 2 };
    const hanging = await subscribe({ urls: [`${receiver.url}/hang`], delivery: slow });
    const healthy = await subscribe();
    for (let n = 0; n < 50; n++) await path.publish(anEvent({ type: `custom.${hanging}` }));
    await path.publish(anEvent({ type: `custom.${healthy}` }));
    const [report] = await reports(healthy, 1);
    expect(report).toMatchObject({ status: 'delivered' });
    expect(receiver.requests.filter((request) => request.path === '/hang')).toHaveLength(2);
    await path.removeSubscription('acme', hanging);
  });
});
