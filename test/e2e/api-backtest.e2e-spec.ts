import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';

const tenant = '/v1/tenants/acme';

describe('a backtest over the API', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld({}, [(env) => startService(logsService, env)]);
    await world.call('PUT', tenant, { json: {} });
    const events = ['low', 'high', 'high'].map((slug, index) =>
      anEvent({ id: `event-${index}`, data: { ticket: { id: index, priority: { slug } } } }),
    );
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    await world.call('POST', `${tenant}/events`, { body: JSON.stringify(events), headers });
    await world.soon(`${tenant}/events`, ({ body }) => body.items.length === 3);
  });
  afterAll(() => world.close());

  const backtest = (json: object) => world.call('POST', `${tenant}/subscriptions/backtest`, { json });
  const condition = { field: 'ticket.priority', op: 'eq', value: 'high' };

  it('counts what a written subscription would have matched in the last days', async () => {
    const { status, body } = await backtest({ subscription: { events: ['*'], condition }, samples: 1 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ scanned: 3, matched: 2, deliveries: 2, complete: true });
    expect(body.samples).toHaveLength(1);
    expect(body.samples[0]).toMatchObject({ eventId: 'event-2', ticketId: '2' });
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(7 * 86_400_000);
  });

  it('takes a stored subscription and its calendars', async () => {
    const hours = [{ from: '00:00', to: '24:00' }];
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const weeklyHours = Object.fromEntries(days.map((day) => [day, hours]));
    const calendar = { id: 'always', name: 'Always', timezone: 'UTC', weeklyHours };
    await world.call('POST', `${tenant}/calendars`, { json: calendar });
    const open = { field: 'time', op: 'in_business_hours', value: 'always' };
    const json = { name: 'Open', urls: 'https://example.com/a', events: ['ticket.created'], condition: open };
    const { id } = (await world.call('POST', `${tenant}/subscriptions`, { json })).body;
    expect((await backtest({ subscriptionId: id })).body).toMatchObject({ matched: 3 });
    const before = await backtest({ subscriptionId: id, from: '2020-01-01', to: '2020-01-31' });
    expect(before.body).toMatchObject({ scanned: 0, matched: 0, complete: true });
  });

  it.each<[object, number, string | undefined]>([
    [{ subscriptionId: 'sub_none' }, 404, undefined],
    [{}, 422, ''],
    [{ subscription: { events: ['*'] }, from: '2026-02-02', to: '2026-01-01' }, 422, '/from'],
    [{ subscription: { events: ['nothing.*'] } }, 422, '/subscription/events/0'],
    [{ subscription: { events: ['*'] }, samples: 1_000 }, 422, '/samples'],
  ])('refuses %j', async (input, status, pointer) => {
    const answer = await backtest(input);
    expect(answer.status).toBe(status);
    if (pointer !== undefined) expect(answer.body.errors[0].pointer).toBe(pointer);
  });
});
