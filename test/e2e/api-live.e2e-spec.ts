import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { attemptMessageId, subjects, type AttemptReport } from '@deskhook/contracts';
import { connectBroker, Publisher, type Broker } from '@deskhook/messaging';
import { startService, type RunningService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { gatewayService } from '../../services/gateway/src/index.js';
import { ROOT_KEY, startApiWorld, type ApiWorld } from '../support/api-world.js';
import { openEventStream, type EventStream } from '../support/event-stream.js';
import { anEvent } from '../support/events.js';
import { aReport } from '../support/logs/fixture.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';
const TOKEN = 'token=very-secret';

describe('the live stream', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let broker: Broker;
  let publisher: Publisher;
  const open: EventStream[] = [];
  beforeAll(async () => {
    receiver = await startReceiver(({ path }) => ({ code: path.startsWith('/bad') ? 500 : 204 }));
    world = await startApiWorld({ DESKHOOK_LIVE_CLIENTS_PER_TENANT: '3', DESKHOOK_LIVE_CLIENTS_MAX: '4' }, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
    ]);
    broker = await connectBroker({ url: world.nats.url, name: 'test' });
    publisher = new Publisher(broker);
    await world.keyFor('acme', 'viewer');
  });
  afterEach(async () => {
    for (const stream of open.splice(0)) stream.close();
    // The gateway learns of it a moment later; the next test needs the room.
    await waitUntil(
      async () => {
        const probe = await openEventStream(`${world.url}${tenant}/live`, bearer(ROOT_KEY));
        probe.close();
        return probe.status === 200 || undefined;
      },
      { what: 'room for a stream', timeoutMs: 60_000 },
    );
  });
  afterAll(async () => {
    await broker.connection.close();
    await world.close();
    await receiver.close();
  });

  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  const listen = async (
    query = '',
    { key = ROOT_KEY, headers = {}, url = world.url, of = tenant } = {},
  ): Promise<EventStream> => {
    const stream = await openEventStream(`${url}${of}/live${query}`, { ...bearer(key), ...headers });
    open.push(stream);
    return stream;
  };
  const subscribe = async (urls: readonly string[], name = 'CRM') =>
    (await world.call('POST', `${tenant}/subscriptions`, { json: { name, urls, events: ['ticket.*'] } })).body
      .id;
  const publish = (event: object) => world.call('POST', `${tenant}/events`, { json: event });
  const report = (overrides: Partial<AttemptReport> = {}) => {
    const made = aReport({ deliveryId: `dlv_${randomUUID()}`, ...overrides });
    return publisher.publish({
      subject: subjects.attempt(made.tenant, made.subscriptionId),
      payload: JSON.stringify(made),
      messageId: attemptMessageId(made.deliveryId, made.number, made.status),
    });
  };

  it('tells attempts as they happen, without headers and bodies', async () => {
    const id = await subscribe([`${receiver.url}/good?${TOKEN}`]);
    const stream = await listen('?lastEventId=0');
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const event = anEvent();
    await publish(event);
    const [told] = await stream.received(1);
    expect(told).toMatchObject({ id: expect.stringMatching(/^\d+$/), event: 'attempt' });
    expect(told?.data).toEqual({
      deliveryId: expect.stringMatching(/^dlv_/),
      eventId: event.id,
      subscriptionId: id,
      url: `${receiver.url}/good?${TOKEN}`,
      type: 'ticket.created',
      trigger: null,
      ticketId: '123',
      number: 1,
      at: expect.stringMatching(/Z$/),
      durationMs: expect.any(Number),
      status: 'delivered',
      responseCode: 204,
      error: null,
      reason: null,
      nextAttemptAt: null,
      test: false,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await world.call('DELETE', `${tenant}/subscriptions/${id}`);
  });

  it('narrows down as the list of deliveries does', async () => {
    const { sequence } = await report({ subscriptionId: 'sub_start' });
    const from = `lastEventId=${sequence}`;
    await report({ subscriptionId: 'sub_a', ticketId: '7', type: 'ticket.closed', trigger: 'on_close' });
    await report({
      subscriptionId: 'sub_b',
      status: 'retrying',
      reason: 'answered 503',
      nextAttemptAt: Date.now(),
      response: { code: 503, headers: {}, body: '', truncated: false },
      url: `https://b.example/path?${TOKEN}`,
    });
    const subscriptions = async (query: string, key?: string) => {
      const stream = await listen(`?${from}&${query}`, key === undefined ? {} : { key });
      const [first] = await stream.received(1);
      stream.close();
      return first?.data.subscriptionId;
    };
    expect(await subscriptions('subscription=sub_b')).toBe('sub_b');
    expect(await subscriptions('status=retrying')).toBe('sub_b');
    expect(await subscriptions('type=on_close')).toBe('sub_a');
    expect(await subscriptions('ticket=7')).toBe('sub_a');
    expect(await subscriptions('code=503')).toBe('sub_b');
    expect(await subscriptions('error=ANSWERED')).toBe('sub_b');
    expect(await subscriptions('url=b.example%2Fpath')).toBe('sub_b');
    expect(await subscriptions(`url=${encodeURIComponent(TOKEN)}`)).toBe('sub_b');
    const wrong = await world.call('GET', `${tenant}/live?subscripton=x`);
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/query/subscripton']);
  });

  it('hides from viewers what is secret in URLs, also from their filters', async () => {
    const key = await world.keyFor('acme', 'viewer');
    const { sequence } = await report({ subscriptionId: 'sub_v', url: `https://v.example/?${TOKEN}` });
    const all = await listen(`?lastEventId=${sequence - 1}`, { key });
    expect((await all.received(1))[0]?.data.url).toBe('https://v.example/?token=[hidden]');
    const guess = await listen(`?lastEventId=${sequence - 1}&url=very-secret`, { key });
    await report({ subscriptionId: 'sub_w', url: 'https://v.example/very-secret-path' });
    expect((await guess.received(1))[0]?.data.subscriptionId).toBe('sub_w');
  });

  it('goes on after the last event that was read, without a gap', async () => {
    const { sequence } = await report({ number: 1 });
    for (let number = 2; number <= 40; number++) await report({ number });
    const first = await listen(`?lastEventId=${sequence - 1}`);
    const read = (await first.received(20)).slice(0, 20);
    first.close();
    await report({ number: 41 });
    const second = await listen('', { headers: { 'last-event-id': read.at(-1)?.id ?? '' } });
    const rest = await second.received(21);
    const numbers = [...read, ...rest].map(({ data }) => data.number);
    expect(numbers).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  });

  it('tells a client that is too far behind how much it missed', async () => {
    const stream = await broker.jsm.streams.info('ATTEMPTS');
    await broker.jsm.streams.purge('ATTEMPTS', { seq: stream.state.last_seq });
    const late = await listen('?lastEventId=1');
    expect((await late.received(1, 'lagging'))[0]?.data.skipped).toBeNull();
  });

  it('belongs to its tenant alone', async () => {
    const key = await world.keyFor('other', 'admin');
    expect((await listen('', { key })).status).toBe(403);
    const stream = await listen('?lastEventId=1', { key, of: '/v1/tenants/other' });
    await report({ subscriptionId: 'sub_acme' });
    await report({ tenant: 'other', subscriptionId: 'sub_other' });
    await stream.received(1);
    expect(stream.events.filter(({ event }) => event === 'attempt')).toHaveLength(1);
    expect(stream.events.at(-1)?.data.subscriptionId).toBe('sub_other');
  });

  it('ends when the key is deleted', async () => {
    const made = await world.call('POST', `${tenant}/keys`, { json: { name: 'short', role: 'viewer' } });
    const stream = await listen('', { key: made.body.key });
    expect(stream.status).toBe(200);
    await world.call('DELETE', `${tenant}/keys/${made.body.id}`);
    const [end] = await stream.received(1, 'end');
    expect(end?.data.detail).toContain('key was deleted');
    await stream.closed();
  });

  it('takes no more clients than it may, and says so', async () => {
    const other = { of: '/v1/tenants/other' };
    const key = await world.keyFor('other', 'viewer');
    for (let count = 0; count < 3; count++) expect((await listen()).status).toBe(200);
    const fourth = await world.call('GET', `${tenant}/live`);
    expect([fourth.status, fourth.body.detail]).toEqual([429, expect.stringContaining('3 live streams')]);
    expect((await listen('', { ...other, key })).status).toBe(200);
    const full = await world.call('GET', '/v1/tenants/other/live');
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('holds no room for a request without an answer of its own', async () => {
    const live = `${world.url}${tenant}/live`;
    for (let count = 0; count < 5; count++) {
      const { status } = await fetch(live, { method: 'HEAD', headers: bearer(ROOT_KEY) });
      // The room that the last one held may come back a moment later.
      expect([200, 429]).toContain(status);
    }
    const probe = async () => (await listen()).status === 200 || undefined;
    await waitUntil(probe, { what: 'room for a stream', timeoutMs: 60_000 });
  });

  it('ends at once when the gateway stops', async () => {
    const port = await freePort();
    const own = { ...world.env, DESKHOOK_HTTP_PORT: String(port) };
    const gateway: RunningService = await startService(gatewayService, own);
    const url = `http://127.0.0.1:${port}`;
    const ready = async () => (await fetch(`${url}${tenant}`, { headers: bearer(ROOT_KEY) })).ok || undefined;
    await waitUntil(ready, { what: 'the gateway', timeoutMs: 60_000 });
    const stream = await listen('', { url });
    expect(stream.status).toBe(200);
    await gateway.stop();
    await stream.closed();
    expect(stream.events.at(-1)).toMatchObject({ event: 'end' });
  });
});
