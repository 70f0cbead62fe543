import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';
const KEY = Buffer.alloc(24, 7);
const SECRET = `whsec_${KEY.toString('base64')}`;
const HIGH = { field: 'ticket.priority.slug', op: 'eq', value: 'high' };

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

/** Every answer of `world.call` is held against the OpenAPI document. */
describe('the preview of a subscription', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  const stored = anEvent({ data: { ticket: { id: 5, priority: { slug: 'low' } } } });
  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    await world.call('PUT', tenant, { json: {} });
    await world.call('POST', `${tenant}/events`, { json: stored });
    await world.soon(`${tenant}/events/${stored.id}`, ({ status }) => status === 200);
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  const preview = (json: object) => world.call('POST', `${tenant}/subscriptions/preview`, { json });
  const draft = (overrides: object = {}) => ({
    urls: [receiver.url],
    events: ['ticket.*'],
    condition: HIGH,
    ...overrides,
  });

  it('shows each condition with the actual value, and the request, and sends nothing', async () => {
    const event = { type: 'ticket.created', data: { ticket: { id: 7, priority: { slug: 'high' } } } };
    const subscription = draft({ secret: SECRET, headers: { 'X-Team': 'support' }, status: 'active' });
    const { status, body } = await preview({ subscription, event });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      matched: true,
      reason: 'fired',
      eventType: 'ticket.created',
      explanation: { ...HIGH, actual: 'high', verdict: true },
      considered: [{ type: 'ticket.created', reason: 'fired' }],
    });
    const { request } = body;
    expect(body.requests).toEqual([request]);
    expect(request).toMatchObject({ method: 'POST', url: receiver.url, trigger: null, error: null });
    const sent = JSON.parse(request.body);
    expect(sent).toMatchObject({ specversion: '1.0', source: '/preview', ...event });
    const { headers } = request;
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('json'),
      'content-length': String(Buffer.byteLength(request.body)),
      'user-agent': expect.stringMatching(/^Deskhook\//),
      traceparent: expect.stringMatching(/^00-/),
      'x-team': 'support',
    });
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${request.body}`;
    const signature = createHmac('sha256', KEY).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(receiver.requests).toEqual([]);
    const logged = await world.call('GET', `${tenant}/deliveries`);
    expect(logged.body.items).toEqual([]);
  });

  it('shows the request also where it would not be sent', async () => {
    const { body } = await preview({ subscription: draft(), eventId: stored.id });
    expect(body).toMatchObject({
      matched: false,
      reason: 'condition_false',
      eventId: stored.id,
      explanation: { actual: 'low', verdict: false },
      requests: [],
    });
    expect(JSON.parse(body.request.body)).toEqual(stored);
  });

  it('derives fine events, and shows a native one as its dialect sends it', async () => {
    const data = {
      ticket: { id: 9, status: { slug: 'closed', base: 'closed' } },
      changes: [{ field: 'status', old: 'open', new: 'closed' }],
    };
    const event = { type: 'ticket.updated', data };
    const subscription = draft({
      condition: null,
      events: ['change-ticket-status'],
      dialect: 'supportcandy',
    });
    const { body } = await preview({ subscription, event });
    expect(body).toMatchObject({ matched: true, eventType: 'ticket.status_changed' });
    expect(body.considered.map(({ type }: { type: string }) => type)).toContain('ticket.closed');
    expect(body.request).toMatchObject({ trigger: 'change-ticket-status' });
    expect(JSON.parse(body.request.body)).toMatchObject({ id: 9 });
  });

  it('gives no integers to keys, and says so', async () => {
    const data = { ticket: { id: '0196-uuid', status: { id: 'open-uuid', slug: 'open' } } };
    const subscription = draft({ condition: null, events: ['create-ticket'], dialect: 'supportcandy' });
    const asked = { subscription, event: { type: 'ticket.created', data } };
    for (const { body } of [await preview(asked), await preview(asked)]) {
      expect(JSON.parse(body.request.body)).toMatchObject({ id: 0 });
      expect(body.request.warnings).toEqual([expect.stringContaining('no integer yet')]);
    }
  });

  it('tells where a template cannot make a body of the event', async () => {
    const template = {
      $for: 'ticket.tags',
      key: '{{ item.name }}',
      do: { $for: 'item.list', do: '{{ item }}' },
    };
    const data = { ticket: { id: 1, tags: [{ name: 'x'.repeat(200) }] } };
    const options = { template: { all: '{{ ticket.subject | append: ticket.subject }}', template } };
    const large = { ...data, ticket: { ...data.ticket, subject: 'y'.repeat(100_000) } };
    const many = { ...options, template: { $for: 'ticket.tags', do: options.template } };
    const tags = Array.from({ length: 20 }, () => ({ name: 'a' }));
    const subscription = draft({ condition: null, dialect: 'template', dialectOptions: many });
    const event = { type: 'ticket.created', data: { ticket: { ...large.ticket, tags } } };
    const { body } = await preview({ subscription, event });
    expect(body.request).toMatchObject({ body: '', error: expect.stringContaining('could not be rendered') });
  });

  it('shows the requests of a large event at many URLs, with as many bodies as one answer can carry', async () => {
    const large = anEvent({ data: { ticket: { id: 6, subject: 'x'.repeat(900_000) } } });
    await world.call('POST', `${tenant}/events`, { json: large });
    await world.soon(`${tenant}/events/${large.id}`, ({ status }) => status === 200);
    const urls = Array.from({ length: 15 }, (_, n) => `${receiver.url}/${n}`);
    const { status, body } = await preview({
      subscription: draft({ condition: null, urls }),
      eventId: large.id,
    });
    expect(status).toBe(200);
    expect(body.requests.map(({ url }: { url: string }) => url)).toEqual(urls);
    const bodies = body.requests.map((request: { body: string }) => request.body.length);
    expect(bodies[0]).toBeGreaterThan(900_000);
    expect(bodies.at(-1)).toBe(0);
    expect(body.requests.at(-1).warnings).toEqual([expect.stringContaining('left out here')]);
  });

  it('takes a stored subscription, also an inactive one', async () => {
    const json = { name: 'Stored', ...draft({ condition: null, status: 'inactive' }) };
    const { id } = (await world.call('POST', `${tenant}/subscriptions`, { json })).body;
    const { body } = await preview({ subscriptionId: id, eventId: stored.id });
    expect(body).toMatchObject({ matched: true, reason: 'inactive', requests: [] });
    await world.call('PATCH', `${tenant}/subscriptions/${id}`, { json: { status: 'active' } });
    const active = await preview({ subscriptionId: id, eventId: stored.id });
    expect(active.body).toMatchObject({ matched: true, reason: 'fired' });
  });

  it.each<[string, (given: object) => object, number, string | undefined]>([
    ['an unknown subscription', () => ({ subscriptionId: 'sub_none', eventId: stored.id }), 404, undefined],
    ['an unknown event', (subscription) => ({ subscription, eventId: 'none' }), 404, undefined],
    ['no event', (subscription) => ({ subscription }), 422, ''],
    ['two subscriptions', (subscription) => ({ subscription, subscriptionId: 'x', eventId: 'y' }), 422, ''],
    [
      'an event that is nested too deeply',
      (subscription) => ({ subscription, event: { type: 'custom.x', data: { x: nested(200) } } }),
      422,
      '/event',
    ],
    ['an event of no type', (subscription) => ({ subscription, event: { data: {} } }), 422, '/event/type'],
    [
      'an event that is not accepted',
      (subscription) => ({ subscription, event: { type: 'ticket.created', data: { ticket: {} } } }),
      422,
      '/event/data/ticket/id',
    ],
    [
      'a condition that is none',
      (subscription) => ({
        subscription: { ...subscription, condition: { field: 'x' } },
        eventId: stored.id,
      }),
      422,
      '/subscription/condition',
    ],
    [
      'an event that it cannot select',
      (subscription) => ({
        subscription: { ...subscription, events: ['ticket.craeted'] },
        eventId: stored.id,
      }),
      422,
      '/subscription/events/0',
    ],
  ])('refuses %s', async (_what, input, status, pointer) => {
    const answer = await preview(input(draft()));
    expect(answer.status).toBe(status);
    if (pointer === undefined) return;
    expect(answer.body.errors[0].pointer).toContain(pointer);
    if (pointer.startsWith('/subscription')) expect(answer.body.detail).toMatch(new RegExp(`^${pointer}`));
  });
});
