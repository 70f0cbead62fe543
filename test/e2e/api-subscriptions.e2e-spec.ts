import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { ConfigRecords } from '../support/config-records.js';

const path = '/v1/tenants/acme/subscriptions';
const SECRET = `whsec_${Buffer.alloc(24, 3).toString('base64')}`;

describe('subscriptions', () => {
  let world: ApiWorld;
  let records: ConfigRecords;
  beforeAll(async () => {
    world = await startApiWorld();
    records = await ConfigRecords.open(world.nats.url, world.env);
    await world.keyFor('acme', 'viewer');
  });
  afterAll(async () => {
    await records.close();
    await world.close();
  });

  async function create(overrides: object = {}) {
    const json = {
      name: 'CRM',
      urls: ['https://example.com/hook'],
      events: ['ticket.created'],
      ...overrides,
    };
    const answer = await world.call('POST', path, { json });
    expect(answer.status).toBe(201);
    return answer;
  }
  const patch = (id: string, json: object, headers: Record<string, string> = {}) =>
    world.call('PATCH', `${path}/${id}`, { json, headers });

  it('are created with defaults, a place and an etag', async () => {
    const made = await create({
      urls: ' https://a.example/1;https://a.example/2\nhttps://a.example/1',
      secret: SECRET,
    });
    expect(made.body).toMatchObject({
      status: 'active',
      dialect: 'standard',
      secret: SECRET,
      hasSecret: true,
    });
    expect(made.body.urls).toEqual(['https://a.example/1', 'https://a.example/2']);
    expect(made.body.delivery).toMatchObject({ timeoutMs: 15_000, maxConcurrency: 10, traceparent: true });
    expect(made.headers.get('etag')).toBe(`"${made.body.etag}"`);
    const read = await world.call('GET', made.headers.get('location') ?? '');
    expect(read.body).toEqual(made.body);
  });

  it('carry warnings of what is better avoided, for every reader', async () => {
    const urls = ['http://example.com/hook?token=s3cret'];
    const { body, headers } = await create({ dialect: 'supportgenix', urls });
    expect(body.warnings).toEqual(['what goes to http://example.com is sent unencrypted: use https']);
    const viewer = await world.keyFor('acme', 'viewer');
    const read = await world.call('GET', headers.get('location') ?? '', { key: viewer });
    expect(read.body.warnings).toEqual(body.warnings);
    const { items } = (await world.call('GET', `${path}?dialect=supportgenix`, { key: viewer })).body;
    expect(items).toEqual([expect.objectContaining({ id: body.id, warnings: body.warnings })]);
    const mended = await patch(body.id, { urls: ['https://example.com/hook'] });
    expect(mended.body.warnings).toEqual([]);
  });

  it('get a secret unless they say null', async () => {
    expect((await create()).body.secret).toMatch(/^whsec_/);
    expect((await create({ secret: null })).body).toMatchObject({ secret: null, hasSecret: false });
  });

  it('show their secrets only to those who may change them', async () => {
    const made = await create({ secret: SECRET, headers: { authorization: 'Bearer planted' } });
    const [viewer, editor] = [await world.keyFor('acme', 'viewer'), await world.keyFor('acme', 'editor')];
    for (const url of [`${path}/${made.body.id}`, path]) {
      const { text } = await world.call('GET', url, { key: viewer });
      expect(text).not.toMatch(/whsec_|planted/);
      expect((await world.call('GET', url, { key: editor })).text).toContain(SECRET);
    }
    const seen = await world.call('GET', `${path}/${made.body.id}`, { key: viewer });
    expect(seen.body).toMatchObject({ secret: null, hasSecret: true });
  });

  it('are changed by merge patch', async () => {
    const { id } = (await create({ secret: SECRET, delivery: { timeoutMs: 1_000, retrySchedule: ['1s'] } }))
      .body;
    const merged = await patch(id, { status: 'inactive', delivery: { timeoutMs: null, maxConcurrency: 3 } });
    expect(merged.body).toMatchObject({ status: 'inactive', secret: SECRET, name: 'CRM' });
    expect(merged.body.delivery).toMatchObject({
      timeoutMs: 15_000,
      maxConcurrency: 3,
      retrySchedule: ['1s'],
    });
    const replaced = `whsec_${Buffer.alloc(32, 4).toString('base64')}`;
    expect((await patch(id, { secret: replaced })).body.secret).toBe(replaced);
    expect((await patch(id, { secret: null })).body).toMatchObject({ secret: null, hasSecret: false });
    const refused = await patch(id, { urls: ['http://10.0.0.1/'] });
    expect(refused.body.errors[0].pointer).toBe('/urls/0');
  });

  it('keep their condition and actions as they were written', async () => {
    const condition = {
      all: [
        { field: 'data.ticket.priority.slug', op: 'in', value: ['High', 'urgent'] },
        { not: { field: 'ticket.custom_fields.product', op: 'eq', value: 'App', caseSensitive: true } },
      ],
    };
    const actions = [
      { type: 'add_note', body: 'Sent to CRM' },
      { type: 'set_field', field: 'crm', value: null },
    ];
    const { body } = await create({ condition, actions });
    expect(body).toMatchObject({ condition, actions });
    const record = await records.subscription('acme', body.id);
    expect(record).toMatchObject({ condition, actions, createdAt: Date.parse(body.createdAt) });
    const copy = await world.call('POST', `${path}/${body.id}/clone`, { json: {} });
    expect(copy.body).toMatchObject({ condition, actions, status: 'inactive' });
    const renamed = await patch(body.id, { name: 'Other' });
    expect(renamed.body).toMatchObject({ condition, actions });
    const replaced = await patch(body.id, { condition: { any: [condition] }, actions: actions.slice(1) });
    expect(replaced.body).toMatchObject({ condition: { any: [condition] }, actions: actions.slice(1) });
    const removed = await patch(body.id, { condition: null, actions: [] });
    expect(removed.body).toMatchObject({ condition: null, actions: [] });
    expect(await records.subscription('acme', body.id)).toMatchObject({ condition: null, actions: [] });
  });

  it('may look at any data of custom events, and at no unknown data of others', async () => {
    const condition = { field: 'invoice.total', op: 'gt', value: 100 };
    const { id } = (await create({ events: ['custom.invoice_paid'], condition })).body;
    const refused = await patch(id, { events: ['ticket.*'] });
    expect(refused.body.errors).toEqual([
      { pointer: '/condition/field', detail: expect.stringContaining('invoice') },
    ]);
    expect((await patch(id, { name: 'Invoices' })).body.condition).toEqual(condition);
    expect((await patch(id, { events: ['ticket.*'], condition: null })).status).toBe(200);
  });

  it('let only one of two changes through that were meant for the same version', async () => {
    const made = (await create()).body;
    const headers = { 'if-match': `"${made.etag}"` };
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => patch(made.id, { name }, headers)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    const stale = await world.call('DELETE', `${path}/${made.id}`, { headers });
    expect(stale.body).toMatchObject({ status: 412, errors: [{ pointer: '/header/if-match' }] });
    expect((await patch(made.id, { name: 'd' }, { 'if-match': '*' })).status).toBe(200);
  });

  it('lose no change to another one at the same time', async () => {
    const { id } = (await create()).body;
    const changes = [
      { name: 'x' },
      { status: 'inactive' },
      { headers: { 'x-a': '1' } },
      { delivery: { timeoutMs: 999 } },
    ];
    await Promise.all(changes.map((change) => patch(id, change)));
    const read = (await world.call('GET', `${path}/${id}`)).body;
    expect(read).toMatchObject({ name: 'x', status: 'inactive', headers: { 'x-a': '1' }, etag: 'v5' });
    expect(read.delivery.timeoutMs).toBe(999);
  });

  it('are gone once deleted', async () => {
    const { id } = (await create()).body;
    expect((await world.call('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await world.call('GET', `${path}/${id}`)).status).toBe(404);
    expect((await world.call('DELETE', `${path}/${id}`)).status).toBe(404);
  });

  it('are invisible to other tenants', async () => {
    const { id } = (await create()).body;
    await world.keyFor('other', 'viewer');
    expect((await world.call('GET', `/v1/tenants/other/subscriptions/${id}`)).status).toBe(404);
  });
});
