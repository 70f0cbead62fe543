import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBroker } from '@deskhook/messaging';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { startApiWorld, type ApiAnswer, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';

/** With every service at work; `world.call` holds each answer against the OpenAPI document. */
describe('the answers of the whole system', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
      (env) => startService(schedulerService, env),
    ]);
    await world.keyFor('acme', 'viewer');
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  it('agree with the document from the event to its replay', async () => {
    const json = { name: 'CRM', urls: [receiver.url], events: ['ticket.*'] };
    const { id } = (await world.call('POST', `${tenant}/subscriptions`, { json })).body;
    const event = anEvent();
    expect((await world.call('POST', `${tenant}/events`, { json: event })).status).toBe(202);
    const isDelivered = ({ body }: ApiAnswer) => body.items[0]?.status === 'delivered';
    const list = await world.soon(`${tenant}/deliveries?subscription=${id}&status=delivered`, isDelivered);
    const delivery = `${tenant}/deliveries/${list.body.items[0].id}`;
    expect((await world.call('GET', delivery)).body.attempts).toHaveLength(1);
    const stored = await world.soon(`${tenant}/events/${event.id}`, ({ status }) => status === 200);
    expect(stored.body).toMatchObject({ id: event.id, deliveries: [{ subscriptionId: id }] });
    expect((await world.call('GET', `${tenant}/events?type=ticket.created`)).body.items).toHaveLength(1);
    expect((await world.call('POST', `${delivery}/replay`)).status).toBe(202);
    await world.soon(delivery, ({ body }) => body.attempts.length === 2 && body.status === 'delivered');

    const subscription = `${tenant}/subscriptions/${id}`;
    await world.call('PATCH', subscription, { json: { status: 'inactive' } });
    const inactive = await world.call('POST', `${delivery}/replay`);
    expect([inactive.status, inactive.body.detail]).toEqual([409, expect.stringContaining('activate it')]);
    await world.call('DELETE', subscription);
    const deleted = await world.call('POST', `${delivery}/replay`);
    expect([deleted.status, deleted.body.detail]).toEqual([409, expect.stringContaining('was deleted')]);
    expect((await world.call('GET', delivery)).body.status).toBe('delivered');
  });

  it('agree with the document for tests and what is not there', async () => {
    const json = { name: 'test', urls: [receiver.url], events: ['user.created'] };
    const { id } = (await world.call('POST', `${tenant}/subscriptions`, { json })).body;
    const test = await world.call('POST', `${tenant}/subscriptions/${id}/test`, {
      json: { type: 'ticket.closed' },
    });
    expect(test.body).toMatchObject({ url: receiver.url, status: 'delivered' });
    for (const path of ['events/none', 'deliveries/none', 'subscriptions/none']) {
      expect((await world.call('GET', `${tenant}/${path}`)).status).toBe(404);
    }
    for (const path of ['deliveries/none/replay', 'dead-letters/none/replay', 'subscriptions/none/test']) {
      expect((await world.call('POST', `${tenant}/${path}`)).status).toBe(404);
    }
  });

  it('show the dead letters of a tenant that does not exist to the root key', async () => {
    const broker = await connectBroker({ url: world.nats.url, name: 'test' });
    await broker.js.publish('events.nobody.ticket.created', JSON.stringify(anEvent()));
    await broker.connection.close();
    const letters = await world.soon(
      '/v1/tenants/nobody/dead-letters',
      ({ body }) => body.items.length === 1,
    );
    expect(letters.body.items[0]).toMatchObject({ reason: 'unknown_tenant' });
  });

  it('show the reference page with files of our own only', async () => {
    const page = await world.call('GET', '/docs', { key: null });
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(files).toHaveLength(3);
    for (const file of files) {
      const { status, headers, text } = await world.call('GET', file, { key: null });
      expect([file.startsWith('/docs/'), status, text.length > 50]).toEqual([true, 200, true]);
      expect(headers.get('content-type')).toMatch(/^text\/(javascript|css)/);
    }
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('say that all is ready', async () => {
    const answer = await world.soon('/readyz', ({ body }) => body.status === 'ready');
    expect(Object.keys(answer.body.dependencies)).toEqual(
      expect.arrayContaining([
        'nats',
        'config-view',
        'subscriptions',
        'evaluator',
        'dispatcher',
        'scheduler',
        'logs',
        'postgres',
      ]),
    );
  });
});
