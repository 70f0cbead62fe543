import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HEADERS, type Caller } from '@deskhook/contracts';
import { startService } from '@deskhook/runtime';
import { connect, headers } from '@nats-io/transport-node';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const SECRET = 'the-password-of-a-header';

describe("a tenant's defaults", () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
    ]);
  });
  afterAll(() => world.close());

  const at = (tenant: string) => `/v1/tenants/${tenant}`;
  const put = (tenant: string, defaults?: object) =>
    world.call('PUT', at(tenant), { json: defaults === undefined ? {} : { defaults } });
  const patch = (tenant: string, defaults: object | null) =>
    world.call('PATCH', at(tenant), { json: { defaults } });
  const base = { name: 'one', urls: ['https://example.com/x'], events: ['ticket.created'] };
  const create = (tenant: string, json: object) =>
    world.call('POST', `${at(tenant)}/subscriptions`, { json: { ...base, ...json } });

  it('are none at first', async () => {
    expect((await put('plain')).body.defaults).toEqual({});
    const { body } = await create('plain', {});
    expect(body).toMatchObject({ dialect: 'standard', headers: {}, redact: [] });
    expect(body.delivery).toMatchObject({ timeoutMs: 15_000, rateLimit: null, maxConcurrency: 10 });
  });

  it('are what a new subscription has where it says nothing', async () => {
    const defaults = {
      dialect: 'cloudevents',
      headers: { 'x-team': 'support' },
      redact: ['ticket.requester.email'],
      delivery: { timeoutMs: 5_000, maxConcurrency: 3, rateLimit: { limit: 5, per: '1m' } },
    };
    const made = await put('full', defaults);
    expect([made.status, made.body.defaults]).toEqual([200, defaults]);
    expect((await world.call('GET', at('full'))).body.defaults).toEqual(defaults);
    const { status, body } = await create('full', {});
    expect(status).toBe(201);
    expect(body).toMatchObject(defaults);
    expect(body.delivery.successCodes).toBe('2xx');
  });

  it('give way to what a subscription says itself, of delivery key by key', async () => {
    await put('partly', {
      dialect: 'cloudevents',
      headers: { 'x-team': 'support' },
      redact: ['ticket.requester.email'],
      delivery: { timeoutMs: 5_000, maxConcurrency: 3, rateLimit: { limit: 5, per: '1m' } },
    });
    const own = { dialect: 'standard', headers: { 'x-own': '1' }, redact: [] };
    const { body } = await create('partly', { ...own, delivery: { timeoutMs: 7_000, rateLimit: null } });
    expect(body).toMatchObject(own);
    expect(body.headers).toEqual({ 'x-own': '1' });
    expect(body.delivery).toMatchObject({ timeoutMs: 7_000, maxConcurrency: 3, rateLimit: null });
  });

  it('stay where a gateway of an earlier release replaces the tenant', async () => {
    const defaults = { headers: { 'x-team': 'support' } };
    await put('former', defaults);
    const connection = await connect({ servers: world.nats.url, inboxPrefix: '_INBOX_gateway' });
    const carried = headers();
    const root: Caller = { kind: 'root', id: 'root', role: 'root', tenant: null };
    carried.set(HEADERS.caller, JSON.stringify(root));
    for (const tenant of ['former', 'former-new']) {
      const input = { name: 'Replaced', siteUrl: null, timezone: 'UTC' };
      const call = { pattern: 'subscriptions.tenants.put', data: { tenant, input }, id: '1' };
      await connection.request(call.pattern, JSON.stringify(call), { headers: carried, timeout: 10_000 });
    }
    await connection.close();
    const after = async (tenant: string) => (await world.call('GET', at(tenant))).body;
    expect(await after('former')).toMatchObject({ name: 'Replaced', defaults });
    expect(await after('former-new')).toMatchObject({ name: 'Replaced', defaults: {} });
  });

  it('are taken over once: to change them changes no subscription that exists', async () => {
    await put('later', { headers: { 'x-team': 'support' }, delivery: { timeoutMs: 5_000 } });
    const before = (await create('later', {})).body;
    const changed = await patch('later', { headers: { 'x-team': 'sales' }, delivery: { timeoutMs: 9_000 } });
    expect(changed.body.defaults).toEqual({
      headers: { 'x-team': 'sales' },
      delivery: { timeoutMs: 9_000 },
    });
    const path = `${at('later')}/subscriptions/${before.id}`;
    expect((await world.call('GET', path)).body).toEqual(before);
    expect((await create('later', {})).body).toMatchObject({
      headers: { 'x-team': 'sales' },
      delivery: { timeoutMs: 9_000 },
    });
    const reset = await world.call('PATCH', path, { json: { delivery: { timeoutMs: null } } });
    expect(reset.body.delivery.timeoutMs).toBe(15_000);
  });

  it('are changed by merge patch: null takes one back, delivery is merged by key', async () => {
    await put('merged', { dialect: 'cloudevents', delivery: { timeoutMs: 5_000, maxConcurrency: 3 } });
    const next = async (defaults: object | null) => (await patch('merged', defaults)).body.defaults;
    expect(await next({ delivery: { timeoutMs: null, ordering: 'ticket' } })).toEqual({
      dialect: 'cloudevents',
      delivery: { maxConcurrency: 3, ordering: 'ticket' },
    });
    expect(await next({ dialect: null, redact: ['ticket.subject'] })).toEqual({
      redact: ['ticket.subject'],
      delivery: { maxConcurrency: 3, ordering: 'ticket' },
    });
    expect(await next({ delivery: null })).toEqual({ redact: ['ticket.subject'] });
    expect((await world.call('PATCH', at('merged'), { json: { name: 'Merged' } })).body.defaults).toEqual({
      redact: ['ticket.subject'],
    });
    expect(await next(null)).toEqual({});
  });

  it.each([
    [{ dialect: 'morse' }, '/defaults/dialect'],
    [{ headers: { host: 'x' } }, '/defaults/headers/host'],
    [{ headers: { 'webhook-id': 'x' } }, '/defaults/headers/webhook-id'],
    [{ dialect: 'supportcandy', headers: { 'x-wpsc-id': 'x' } }, '/defaults/headers/x-wpsc-id'],
    [{ redact: ['ticket..subject'] }, '/defaults/redact/0'],
    [{ delivery: { timeoutMs: 1 } }, '/defaults/delivery/timeoutMs'],
    [{ delivery: { retrySchedule: ['soon'] } }, '/defaults/delivery/retrySchedule/0'],
    [{ secret: 'none' }, '/defaults/secret'],
  ])('are refused with a pointer: %j', async (defaults, pointer) => {
    for (const answer of [await put('refused', defaults), await patch('plain', defaults)]) {
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([{ pointer, detail: expect.any(String) }]);
    }
    expect((await world.call('GET', at('plain'))).body.defaults).toEqual({});
  });

  it('that a subscription cannot have are named as such', async () => {
    await put('clash', { headers: { 'x-wpsc-team': 'x' } });
    const { status, body } = await create('clash', { dialect: 'supportcandy' });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { pointer: '/headers/x-wpsc-team', detail: expect.stringContaining('a default of the tenant') },
    ]);
    expect((await create('clash', { dialect: 'supportcandy', headers: {} })).status).toBe(201);
  });

  it('show in a preview, too', async () => {
    await put('draft', { headers: { 'x-team': 'support' } });
    const event = { type: 'ticket.created', data: { ticket: { id: 1 } } };
    const subscription = { events: ['ticket.created'] };
    const answer = await world.call('POST', `${at('draft')}/subscriptions/preview`, {
      json: { subscription, event },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.request.headers).toMatchObject({ 'x-team': 'support' });
  });

  it('keep the values of headers from readers, and from the audit log', async () => {
    await put('quiet', { headers: { 'x-password': SECRET }, delivery: { timeoutMs: 5_000 } });
    const seen = async (role: string) => {
      const made = await world.call('POST', `${at('quiet')}/keys`, { json: { name: role, role } });
      return world.call('GET', at('quiet'), { key: made.body.key });
    };
    expect((await seen('editor')).body.defaults.headers).toEqual({ 'x-password': SECRET });
    const shown = await seen('viewer');
    expect(shown.body.defaults).toEqual({
      headers: { 'x-password': '[hidden]' },
      delivery: { timeoutMs: 5_000 },
    });
    expect(shown.text).not.toContain(SECRET);
    const log = await world.call('GET', `${at('quiet')}/audit-log`);
    expect(log.text).not.toContain(SECRET);
    const [entry] = log.body.items.filter(
      ({ operation }: { operation: string }) => operation === 'putTenant',
    );
    expect(entry.changes).toMatchObject({
      'defaults.headers.x-password': { before: null, after: '[set]' },
      'defaults.delivery.timeoutMs': { before: null, after: 5_000 },
    });
  });
});
