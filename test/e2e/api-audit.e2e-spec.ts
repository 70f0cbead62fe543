import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOTICE_TYPES, STREAMS, subjects, type AuditEntry } from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import { connectBroker, publishUnstored, Publisher } from '@deskhook/messaging';
import { startService } from '@deskhook/runtime';
import pg from 'pg';
import { logsService } from '../../services/logs/src/index.js';
import { OPERATIONS } from '../../services/gateway/src/operations/index.js';
import { subscriptionsService } from '../../services/subscriptions/src/index.js';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const tenant = '/v1/tenants/acme';
const path = `${tenant}/audit-log`;
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const URL = 'https://example.com/hook?token=planted';

/** What changes nothing that anybody would ask about later. */
const NO_CHANGES = [
  'publishEvents',
  'previewSubscription',
  'backtestSubscription',
  'testSubscription',
  'receiveFromHelpdesk',
];

describe('the audit log', () => {
  let world: ApiWorld;
  let admin: string;
  let adminId: string;
  beforeAll(async () => {
    world = await startApiWorld({}, [(env) => startService(logsService, env)]);
    admin = await world.keyFor('acme', 'admin');
    const keys = await world.call('GET', `${tenant}/keys`);
    adminId = keys.body.items[0].id;
  });
  afterAll(() => world.close());

  const post = (at: string, json: object, key = admin) =>
    world.call('POST', `${tenant}${at}`, { key, json, headers: { 'user-agent': 'check/1.0' } });
  const create = (overrides: object = {}) =>
    post('/subscriptions', { name: 'CRM', urls: [URL], events: ['*'], secret: SECRET, ...overrides });
  async function entries(query = ''): Promise<readonly AuditEntry[]> {
    const answer = await world.call('GET', `${path}?limit=200${query}`);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/planted|whsec_/);
    return answer.body.items;
  }
  async function query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const client = new pg.Client({ connectionString: world.database.url });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return rows;
  }
  const of = async (id: string) => entries(`&target=${id}`);

  it('tells who, what, on what, from where, and what changed', async () => {
    const made = (await create({ auth: { type: 'bearer', token: 'planted-token' } })).body;
    const [entry] = await of(made.id);
    expect(entry).toMatchObject({
      actor: { kind: 'key', id: adminId, name: 'admin', role: 'admin' },
      operation: 'createSubscription',
      target: { kind: 'subscription', id: made.id, name: 'CRM' },
      result: 'ok',
      ip: '127.0.0.1',
      userAgent: 'check/1.0',
    });
    expect(entry?.changes).toMatchObject({
      name: { before: null, after: 'CRM' },
      urls: { before: null, after: ['https://example.com/hook?token=[hidden]'] },
      secret: { before: null, after: '[set]' },
      'auth.type': { before: null, after: 'bearer' },
      'auth.credential': { before: null, after: '[set]' },
    });
    expect(Date.parse(entry?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(made.createdAt));
  });

  it('tells of a change by its fields, and of a secret only that it changed', async () => {
    const { id } = (await create({ headers: { 'x-token': 'planted-a', 'x-team': 'a' } })).body;
    const delivery = { timeoutMs: 1_000 };
    const json = {
      name: 'Other',
      urls: [`${URL}2`],
      delivery,
      headers: { 'x-token': 'planted-b', 'x-team': 'a' },
    };
    await world.call('PATCH', `${tenant}/subscriptions/${id}`, { json });
    await post(`/subscriptions/${id}/rotate-secret`, {});
    const [rotated, patched] = await of(id);
    const shown = ['https://example.com/hook?token=[hidden]'];
    expect(patched).toMatchObject({
      operation: 'patchSubscription',
      actor: { kind: 'root', id: 'root', name: null },
    });
    expect(patched?.changes).toEqual({
      name: { before: 'CRM', after: 'Other' },
      urls: { before: shown, after: shown },
      'headers.x-token': { before: '[hidden]', after: '[changed]' },
      'delivery.timeoutMs': { before: null, after: 1_000 },
    });
    expect(rotated?.operation).toBe('rotateSubscriptionSecret');
    expect(rotated?.changes).toEqual({ secret: { before: '[hidden]', after: '[changed]' } });
  });

  it('says nothing of what changed nothing, or was refused', async () => {
    const { id } = (await create()).body;
    await world.call('PATCH', `${tenant}/subscriptions/${id}`, { json: { name: 'CRM' } });
    await world.call('PATCH', `${tenant}/subscriptions/${id}`, { json: { urls: ['http://10.0.0.1/'] } });
    await world.call('PATCH', `${tenant}/subscriptions/${id}`, {
      json: { name: 'Other' },
      headers: { 'if-match': '"v99"' },
    });
    expect((await of(id)).map(({ operation }) => operation)).toEqual(['createSubscription']);
  });

  it('tells of every item of a list, also of those that failed', async () => {
    const ids = [(await create()).body.id, (await create()).body.id, 'sub_unknown'];
    await post('/subscriptions/bulk', { action: 'deactivate', ids });
    await post('/subscriptions/bulk', { action: 'delete', ids });
    const bulk = (await entries('&operation=bulkSubscriptions')).map(({ target, result, changes }) => ({
      id: target.id,
      result,
      status: changes['status'],
    }));
    const [off, gone] = [
      { before: 'active', after: 'inactive' },
      { before: 'inactive', after: null },
    ];
    for (const id of ids.slice(0, 2)) {
      expect(bulk).toContainEqual({ id, result: 'ok', status: off });
      expect(bulk).toContainEqual({ id, result: 'ok', status: gone });
    }
    expect(bulk.filter(({ result }) => result === 'failed')).toEqual([
      { id: 'sub_unknown', result: 'failed', status: undefined },
      { id: 'sub_unknown', result: 'failed', status: undefined },
    ]);
  });

  it('tells of tenants, keys, copies, imports, calendars and policies', async () => {
    await world.call('PATCH', tenant, { json: { timezone: 'Europe/Berlin', defaultSecret: SECRET } });
    await post('/rotate-secret', {});
    const key = (await post('/keys', { name: 'short', role: 'viewer' })).body;
    await world.call('DELETE', `${tenant}/keys/${key.id}`);
    const { id } = (await create()).body;
    await post(`/subscriptions/${id}/clone`, {});
    await world.call('DELETE', `${tenant}/subscriptions/${id}`);
    const calendar = {
      name: 'Office',
      timezone: 'UTC',
      weeklyHours: { monday: [{ from: '09:00', to: '17:00' }] },
    };
    await world.call('PUT', `${tenant}/calendars/office`, { json: calendar });
    await world.call('PATCH', `${tenant}/calendars/office`, { json: { name: 'Desk' } });
    await post('/calendars', { ...calendar, id: 'other' });
    const policy = { id: 'gold', name: 'Gold', targets: { resolution: 'PT8H' } };
    const stored = await post('/sla-policies', policy);
    expect(stored.status).toBe(201);
    const { id: _id, ...replaced } = { ...policy, position: 7 };
    await world.call('PUT', `${tenant}/sla-policies/gold`, { json: replaced });
    await world.call('PATCH', `${tenant}/sla-policies/gold`, { json: { position: 8 } });
    await world.call('DELETE', `${tenant}/sla-policies/gold`);
    const trigger = { title: 'Escalate', active: true, conditions: { all: [], any: [] }, actions: [] };
    const imported = await post('/subscriptions/import', { format: 'zendesk', trigger, urls: [URL] });
    expect(imported.status).toBe(200);
    await world.call('DELETE', `${tenant}/calendars/office`);
    const told = (await entries()).map(
      ({ operation, target }) => `${operation} ${target.kind} ${target.name}`,
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'putTenant tenant acme',
        'patchTenant tenant acme',
        'rotateTenantSecret tenant acme',
        'createApiKey api-key short',
        'deleteApiKey api-key short',
        'cloneSubscription subscription Copy of CRM',
        'deleteSubscription subscription CRM',
        'putCalendar calendar Office',
        'patchCalendar calendar Desk',
        'deleteCalendar calendar Desk',
        'createCalendar calendar Office',
        'importTrigger subscription Escalate',
        'createSlaPolicy sla-policy Gold',
        'deleteSlaPolicy sla-policy Gold',
        'putSlaPolicy sla-policy Gold',
        'patchSlaPolicy sla-policy Gold',
      ]),
    );
    const [patched] = await entries('&operation=patchCalendar');
    expect(patched?.changes).toEqual({ name: { before: 'Office', after: 'Desk' } });
  });

  it('tells of what Deskhook changes by itself', async () => {
    const { id } = (await create()).body;
    const broker = await connectBroker({ url: world.nats.url, name: 'test' });
    const type = NOTICE_TYPES.endpointDisabled;
    const endpoint = {
      subscription: { id },
      url: 'https://example.com/hook',
      key: endpointKey(URL),
      reason: 'gone',
    };
    const payload = JSON.stringify({ time: new Date().toISOString(), data: { endpoint } });
    await new Publisher(broker).publish({ subject: subjects.notice('acme', type), payload });
    const { body } = await world.soon(
      `${path}?operation=disableEndpoint`,
      ({ body: page }) => page.items.length > 0,
    );
    expect(body.items[0]).toMatchObject({
      actor: { kind: 'system', id: 'subscriptions' },
      target: { kind: 'subscription', id },
      changes: { status: { before: 'active', after: 'inactive' } },
      ip: null,
    });
    await broker.connection.close();
  });

  it('tells of replays, which other services carry out', async () => {
    const lost = { subject: subjects.event('acme', 'ticket.created'), payload: '{}', messageId: 'lost' };
    const broker = await connectBroker({ url: world.nats.url, name: 'test' });
    await publishUnstored(new Publisher(broker), STREAMS.events, lost, Date.now());
    await broker.connection.close();
    const dead = await world.soon(`${tenant}/dead-letters`, ({ body }) => body.items.length > 0);
    const { id } = dead.body.items[0];
    expect((await post(`/dead-letters/${id}/replay`, {})).status).toBe(202);
    expect((await of(id))[0]).toMatchObject({
      operation: 'replayDeadLetter',
      target: { kind: 'dead-letter', id, name: null },
      actor: { id: adminId },
    });
  });

  it('tells of connectors, without their secrets', async () => {
    const secret = 'what the helpdesk signs with';
    const made = await post('/connectors', { kind: 'github', name: 'Issues', secret });
    const { id } = made.body;
    await world.call('PATCH', `${tenant}/connectors/${id}`, { json: { secret: `${secret}, anew` } });
    await world.call('DELETE', `${tenant}/connectors/${id}`);
    const told = await of(id);
    expect(told.map(({ operation }) => operation)).toEqual([
      'deleteConnector',
      'patchConnector',
      'createConnector',
    ]);
    expect(told[1]?.changes).toEqual({ secret: { before: '[hidden]', after: '[changed]' } });
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  it('filters, and pages from the newest to the oldest', async () => {
    const all = await entries();
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.call('GET', `${path}?limit=7${cursor}`);
      seen.push(...body.items.map((one: AuditEntry) => one.id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(ids);
    const mine = await entries(`&actor=${adminId}`);
    expect(mine.length).toBeGreaterThan(0);
    expect(mine).toEqual(all.filter(({ actor }) => actor.id === adminId));
    expect(await entries('&actor=system')).toEqual(all.filter(({ actor }) => actor.kind === 'system'));
    expect(await entries('&target=calendar')).toEqual(all.filter(({ target }) => target.kind === 'calendar'));
    const middle = all[Math.floor(all.length / 2)]?.at ?? '';
    const [from, to] = [await entries(`&from=${middle}`), await entries(`&to=${middle}`)];
    expect([...from, ...to]).toEqual(all);
    expect((await world.call('GET', `${path}?actor=x&nonsense=1`)).status).toBe(422);
  });

  it('is for administrators, and a tenant does not see what its namesake did', async () => {
    const editor = await world.keyFor('acme', 'editor');
    expect((await world.call('GET', path, { key: editor })).status).toBe(403);
    const former = await world.keyFor('renter', 'admin');
    expect(
      (await world.call('GET', '/v1/tenants/renter/audit-log', { key: former })).body.items,
    ).toHaveLength(2);
    await world.call('DELETE', '/v1/tenants/renter');
    const gone = await world.call('GET', '/v1/tenants/renter/audit-log');
    expect(gone.body.items[0]).toMatchObject({ operation: 'deleteTenant', actor: { kind: 'root' } });
    const later = await world.keyFor('renter', 'admin');
    const seen = await world.call('GET', '/v1/tenants/renter/audit-log', { key: later });
    expect(seen.body.items.map(({ operation }: AuditEntry) => operation)).toEqual([
      'createApiKey',
      'putTenant',
    ]);
    expect((await world.call('GET', '/v1/tenants/renter/audit-log')).body.items).toHaveLength(5);
    expect((await world.call('GET', '/v1/tenants/nobody/audit-log')).status).toBe(404);
  });

  it('knows of every operation that changes something', async () => {
    const declared = OPERATIONS.filter(({ audited }) => audited !== undefined).map(({ id }) => id);
    const written = await query('SELECT DISTINCT operation FROM subscriptions.audit_log');
    const told = new Set([...declared, ...written.map(({ operation }) => operation)]);
    const changing = OPERATIONS.filter(({ id, method }) => method !== 'GET' && !NO_CHANGES.includes(id));
    const missing = changing.map(({ id }) => id).filter((id) => !told.has(id));
    expect(missing).toEqual([]);
  });

  it('forgets what is older than it is kept', async () => {
    await query(
      `UPDATE subscriptions.audit_log SET at = at - interval '400 days' WHERE target_kind = 'calendar'`,
    );
    const before = await entries();
    const second = await startService(subscriptionsService, world.env);
    await world.soon(`${path}?target=calendar`, ({ body }) => body.items.length === 0);
    expect(await entries()).toEqual(before.filter(({ target }) => target.kind !== 'calendar'));
    await second.stop();
  });
});
