import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';

/** From the event to the figures; `world.call` holds each answer against the OpenAPI document. */
describe('statistics and the log', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let viewer: string;
  const event = anEvent();
  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    viewer = await world.keyFor('acme', 'viewer');
    const urls = [`${receiver.url}?token=s3cret`];
    for (const [name, dialect, events] of [
      ['Bee', 'supportbee', ['ticket.created']],
      ['Candy', 'supportcandy', ['create-ticket']],
    ])
      await world.call('POST', `${tenant}/subscriptions`, { json: { name, dialect, events, urls } });
    await world.call('POST', `${tenant}/events`, { json: event });
    await world.soon(`${tenant}/stats`, ({ body }) => body.total.successes === 2);
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  const asViewer = (path: string) => world.call('GET', path, { key: viewer });

  it('count by subscription, URL and native event', async () => {
    const { body } = await world.call('GET', `${tenant}/stats?bucket=1h`);
    expect(body.total).toMatchObject({ count: 2, successes: 2, failures: 0, averageMs: expect.any(Number) });
    const triggers = body.items.map((item: { trigger: string }) => item.trigger).toSorted();
    expect(triggers).toEqual(['create-ticket', 'ticket.created']);
    expect(body.items[0].url).toContain('?token=s3cret');
    const counts = body.buckets.map(({ count }: { count: number }) => count);
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(2);
    const one = (await world.call('GET', `${tenant}/stats?type=create-ticket`)).body;
    expect([one.total.count, one.buckets]).toEqual([1, null]);
  });

  it.each([
    ['from', 'from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z'],
    ['from', 'from=yesterday'],
    ['bucket', 'bucket=2h'],
  ])('refuse a bad %s', async (name, query) => {
    const { status, body } = await world.call('GET', `${tenant}/stats?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([422, `/query/${name}`]);
  });

  it('hide the queries of URLs from viewers, and tell nothing of them by filters', async () => {
    const { items } = (await asViewer(`${tenant}/deliveries`)).body;
    expect(items).toHaveLength(2);
    await world.soon(`${tenant}/events/${event.id}`, ({ status }) => status === 200);
    const paths = ['stats', 'deliveries', `deliveries/${items[0].id}`, `events/${event.id}`, 'subscriptions'];
    for (const path of paths) {
      const { status, text } = await asViewer(`${tenant}/${path}`);
      expect([path, status, text.includes('token=[hidden]')]).toEqual([path, 200, true]);
      expect(text).not.toContain('s3cret');
      expect((await world.call('GET', `${tenant}/${path}`)).text).toContain('s3cret');
    }
    expect((await world.call('GET', `${tenant}/deliveries?url=token=s3c`)).body.items).toHaveLength(2);
    expect((await asViewer(`${tenant}/deliveries?url=token=s3c`)).body.items).toHaveLength(0);
    expect((await asViewer(`${tenant}/stats?url=token=s3c`)).body.total.count).toBe(0);
  });

  it('find deliveries by their native event', async () => {
    const { items } = (await world.call('GET', `${tenant}/deliveries?type=create-ticket`)).body;
    expect(items).toEqual([expect.objectContaining({ trigger: 'create-ticket', type: 'ticket.created' })]);
  });

  it('count tests, which take native names and none', async () => {
    const json = { name: 'Genix', dialect: 'supportgenix', events: ['*'], urls: [`${receiver.url}/genix`] };
    const { id } = (await world.call('POST', `${tenant}/subscriptions`, { json })).body;
    const test = (body: object) => world.call('POST', `${tenant}/subscriptions/${id}/test`, { json: body });
    expect((await test({})).body).toMatchObject({
      status: 'delivered',
      requestBody: expect.stringMatching(/^event=/),
    });
    expect((await test({ type: 'on_tckt_closed' })).body.requestBody).toMatch(/^event=ticket\.closed&/);
    expect((await test({ type: 'x'.repeat(129) })).body.errors[0].pointer).toBe('/type');
    await world.soon(`${tenant}/stats?subscription=${id}`, ({ body }) => body.total.count === 2);
  });
});
