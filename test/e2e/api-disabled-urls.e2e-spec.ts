import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONSUMERS, NOTICE_TYPES, STREAMS, subjects } from '@deskhook/contracts';
import { endpointKey, hiddenUrl } from '@deskhook/domain';
import { connectBroker, Publisher, type Broker } from '@deskhook/messaging';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { ConfigRecords } from '../support/config-records.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const path = '/v1/tenants/acme/subscriptions';
const [A, B] = ['https://a.example/hook?token=planted', 'https://b.example/hook'] as const;
const REASON = 'answered 410 Gone';

describe('URLs that Deskhook stopped sending to', () => {
  let world: ApiWorld;
  let records: ConfigRecords;
  let broker: Broker;
  let publisher: Publisher;
  let receiver: Receiver;
  beforeAll(async () => {
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    receiver = await startReceiver();
    records = await ConfigRecords.open(world.nats.url, world.env);
    broker = await connectBroker({ url: world.nats.url, name: 'test' });
    publisher = new Publisher(broker);
    await world.keyFor('acme', 'admin');
  });
  afterAll(async () => {
    await broker.connection.close();
    await records.close();
    await world.close();
    await receiver.close();
  });

  async function create(urls: readonly string[] = [A, B]) {
    const answer = await world.call('POST', path, { json: { name: 'CRM', urls, events: ['*'] } });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const read = async (id: string) => (await world.call('GET', `${path}/${id}`)).body;
  const patch = (id: string, json: object) => world.call('PATCH', `${path}/${id}`, { json });

  /** Tells the news as the dispatcher does, and waits until it was heard. */
  async function tell(id: string, url: string, at = new Date(), tenant = 'acme'): Promise<void> {
    const type = NOTICE_TYPES.endpointDisabled;
    const payload = JSON.stringify({
      specversion: '1.0',
      id: `${id}.${at.getTime()}`,
      source: '/tenants/acme/deskhook/dispatcher',
      type,
      time: at.toISOString(),
      data: {
        endpoint: {
          subscription: { id, name: 'CRM' },
          url: hiddenUrl(url),
          key: endpointKey(url),
          status: 'disabled',
          reason: REASON,
        },
      },
    });
    await say(subjects.notice(tenant, type), payload);
  }
  const consumer = () => broker.jsm.consumers.info(STREAMS.notices, CONSUMERS.subscriptionsNotices);
  /** Publishes, and waits until it was heard. What is pending may be told a moment late, so that more must be settled than before. */
  async function say(subject: string, payload: string): Promise<void> {
    const before = (await consumer()).ack_floor.consumer_seq;
    await publisher.publish({ subject, payload });
    const isHeard = async () => {
      const { ack_floor, num_pending, num_ack_pending } = await consumer();
      return (ack_floor.consumer_seq > before && num_pending + num_ack_pending === 0) || undefined;
    };
    await waitUntil(isHeard, { what: 'the notice', timeoutMs: 60_000 });
  }

  it('are shown with their reason, and the hot path no longer has them', async () => {
    const made = await create();
    const at = new Date();
    await tell(made.id, A, at);
    const seen = await read(made.id);
    expect(seen).toMatchObject({ status: 'active', urls: [A, B] });
    expect(seen.disabledUrls).toEqual([{ url: A, reason: REASON, at: at.toISOString() }]);
    expect(seen.etag).not.toBe(made.etag);
    const record = await records.subscription('acme', made.id);
    expect(record).toMatchObject({ active: true, urls: [B], disabledUrls: [{ url: A, reason: REASON }] });
    const viewer = await world.keyFor('acme', 'viewer');
    expect((await world.call('GET', `${path}/${made.id}`, { key: viewer })).text).not.toContain('planted');
  });

  it('make the subscription inactive when none is left, and active again all of them', async () => {
    const { id } = await create();
    await tell(id, A);
    await tell(id, B);
    expect(await read(id)).toMatchObject({ status: 'inactive', disabledUrls: [{ url: A }, { url: B }] });
    expect(await records.subscription('acme', id)).toMatchObject({ active: false, urls: [] });
    const inactive = await world.call('GET', `${path}?status=inactive`);
    expect(inactive.body.items.map((one: { readonly id: string }) => one.id)).toContain(id);
    const mended = await patch(id, { status: 'active' });
    expect(mended.body).toMatchObject({ status: 'active', disabledUrls: [] });
    const record = await records.subscription('acme', id);
    expect(record).toMatchObject({ active: true, urls: [A, B] });
    expect(record.activatedAt).toBeGreaterThan(record.createdAt);
  });

  it('are told of once, however often the news comes', async () => {
    const { id } = await create();
    await tell(id, A);
    const { etag } = await read(id);
    await tell(id, A, new Date(Date.now() + 1_000));
    expect(await read(id)).toMatchObject({ etag, disabledUrls: [{ url: A }] });
  });

  it('stay enabled when the news is older than who enabled them', async () => {
    const { id } = await create();
    const before = new Date(Date.now() - 60_000);
    await patch(id, { status: 'active' });
    await tell(id, A, before);
    expect(await read(id)).toMatchObject({ disabledUrls: [] });
    await tell(id, A);
    await world.call('POST', `${path}/bulk`, { json: { action: 'activate', ids: [id] } });
    await tell(id, B, before);
    expect(await read(id)).toMatchObject({ status: 'active', disabledUrls: [] });
    expect(await records.subscription('acme', id)).toMatchObject({ urls: [A, B], disabledUrls: [] });
  });

  it('take their entry along when they are taken out, and do not go into a copy', async () => {
    const { id } = await create();
    await tell(id, A);
    const copy = await world.call('POST', `${path}/${id}/clone`, { json: { status: 'active' } });
    expect(copy.body).toMatchObject({ urls: [A, B], disabledUrls: [] });
    expect((await patch(id, { name: 'Other' })).body.disabledUrls).toHaveLength(1);
    expect((await patch(id, { urls: [B] })).body).toMatchObject({ urls: [B], disabledUrls: [] });
    expect((await patch(id, { urls: [A, B] })).body).toMatchObject({ status: 'active', disabledUrls: [] });
  });

  it('can be tried and looked at before they are enabled again', async () => {
    const { id } = await create([receiver.url]);
    await tell(id, receiver.url);
    const tried = await waitUntil(
      async () => {
        const answer = await world.call('POST', `${path}/${id}/test`, { json: {} });
        return answer.status === 404 || answer.status === 503 ? undefined : answer;
      },
      { what: 'the dispatcher', timeoutMs: 60_000 },
    );
    expect(tried.body).toMatchObject({ status: 'delivered', url: receiver.url });
    const event = { type: 'ticket.created', data: { ticket: { id: 1 } } };
    const seen = await world.call('POST', `${path}/preview`, { json: { subscriptionId: id, event } });
    expect(seen.body).toMatchObject({ matched: true, reason: 'inactive', request: { url: receiver.url } });
    expect(receiver.requests).toHaveLength(1);
  });

  it('are found out by the answer 410, and given back once they are activated', async () => {
    const gone = `${receiver.url}/gone`;
    receiver.answer(({ path: at }) => ({ code: at === '/gone' ? 410 : 204 }));
    const { id } = await create([gone, `${receiver.url}/there`]);
    const published = await world.call('POST', '/v1/tenants/acme/events', {
      json: {
        specversion: '1.0',
        id: 'gone-1',
        source: '/helpdesk',
        type: 'ticket.created',
        data: { ticket: { id: 1 } },
      },
    });
    expect(published.status).toBe(202);
    const { body } = await world.soon(`${path}/${id}`, ({ body: seen }) => seen.disabledUrls.length > 0);
    expect(body.disabledUrls).toEqual([
      { url: gone, reason: expect.stringContaining('410'), at: expect.any(String) },
    ]);
    const dead = await world.soon(
      `/v1/tenants/acme/deliveries?subscription=${id}&status=dead`,
      ({ body: page }) => page.items.length > 0,
    );
    // A replay needs the event, too, which is logged beside.
    await world.soon('/v1/tenants/acme/events/gone-1', ({ status }) => status === 200);
    const replay = `/v1/tenants/acme/deliveries/${dead.body.items[0].id}/replay`;
    const refused = await world.call('POST', replay);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toMatch(
      /^Its URL was disabled \(.*410.*\): activate the subscription first$/,
    );
    expect((await patch(id, { status: 'active' })).body).toMatchObject({
      status: 'active',
      disabledUrls: [],
    });
    expect((await records.subscription('acme', id)).urls).toContain(gone);
    expect((await world.call('POST', replay)).status).toBe(202);
  });

  it('are those of one tenant only, and nonsense becomes a dead letter', async () => {
    const { id } = await create();
    await tell(id, A, new Date(), 'other');
    await tell('sub_unknown', A);
    expect((await read(id)).disabledUrls).toEqual([]);
    const subject = subjects.notice('acme', NOTICE_TYPES.endpointDisabled);
    await say(subject, '{"data":{}}');
    const dead = await broker.jsm.streams.info(STREAMS.dead, { subjects_filter: 'dead.acme.notices' });
    expect(dead.state.subjects).toEqual({ 'dead.acme.notices': 1 });
  });
});
