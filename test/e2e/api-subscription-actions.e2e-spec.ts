import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { ConfigRecords } from '../support/config-records.js';

const path = '/v1/tenants/acme/subscriptions';
const whsec = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;

describe('what is done with subscriptions', () => {
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
    const base = { name: 'CRM', urls: ['https://example.com/hook'], events: ['ticket.created'] };
    const made = await world.call('POST', path, { json: { ...base, ...overrides } });
    expect(made.status).toBe(201);
    return made.body;
  }
  const act = (id: string, action: string, json: object = {}) =>
    world.call('POST', `${path}/${id}/${action}`, { json });

  describe('rotation', () => {
    it('makes a new secret, and the old one stays valid for a day', async () => {
      const made = await create({ secret: whsec(1) });
      const { status, body, headers } = await act(made.id, 'rotate-secret');
      expect([status, body.secretSource, headers.get('etag')]).toEqual([200, 'own', '"v2"']);
      expect(body.secret).not.toBe(whsec(1));
      const record = await records.subscription('acme', made.id);
      expect(record.open).toEqual([body.secret, whsec(1)]);
      const left = (record.secrets[1]?.expiresAt ?? 0) - Date.now();
      expect(left > 86_390_000 && left <= 86_400_000).toBe(true);
    });

    it('takes a secret that the receiver has made', async () => {
      const { id } = await create({ secret: whsec(1) });
      expect((await act(id, 'rotate-secret', { secret: whsec(2), overlapSeconds: 0 })).body.secret).toBe(
        whsec(2),
      );
      expect((await records.subscription('acme', id)).open).toEqual([whsec(2)]);
      const refused = await act(id, 'rotate-secret', { secret: 'x' });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/secret']);
    });

    it('keeps few secrets valid at once', async () => {
      const { id } = await create({ secret: whsec(1) });
      for (let fill = 2; fill <= 8; fill += 1) await act(id, 'rotate-secret', { secret: whsec(fill) });
      expect((await records.subscription('acme', id)).open).toEqual([8, 7, 6, 5, 4].map(whsec));
    });

    it("ends the use of the tenant's secret, which receivers still verify during the overlap", async () => {
      await world.call('PUT', '/v1/tenants/shared', { json: { defaultSecret: whsec(5) } });
      const json = { name: 'x', urls: ['https://example.com'], events: ['*'] };
      const made = await world.call('POST', '/v1/tenants/shared/subscriptions', { json });
      const of = `/v1/tenants/shared/subscriptions/${made.body.id}`;
      const { body } = await world.call('POST', `${of}/rotate-secret`, { json: {} });
      expect(body.secretSource).toBe('own');
      const record = await records.subscription('shared', body.id);
      expect([record.usesTenantSecret, record.open]).toEqual([false, [body.secret, whsec(5)]]);
    });

    it('makes a signing key, whose public half everybody may see, beside the secret that is still valid', async () => {
      const { id, publicKey } = await create({ secret: whsec(1) });
      expect(publicKey).toBeNull();
      const { body } = await act(id, 'rotate-secret', { asymmetric: true });
      expect([body.secret, body.publicKey]).toEqual([
        expect.stringMatching(/^whsk_[\w+/]{86}==$/),
        expect.stringMatching(/^whpk_[\w+/]{43}=$/),
      ]);
      expect((await records.subscription('acme', id)).open).toEqual([body.secret, whsec(1)]);
      const key = await world.keyFor('acme', 'viewer');
      const seen = (await world.call('GET', `${path}/${id}`, { key })).body;
      expect([seen.secret, seen.publicKey]).toEqual([null, body.publicKey]);
      const own = await create({ secret: body.secret });
      expect(own.publicKey).toBe(body.publicKey);
    });

    it('makes no signing key where the vendor has no public signatures, nor beside a secret that is given', async () => {
      const { id } = await create({ dialect: 'supportcandy', events: ['create-ticket'] });
      const refused = await act(id, 'rotate-secret', { asymmetric: true });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/asymmetric']);
      const both = await act(id, 'rotate-secret', { asymmetric: true, secret: 'a secret of my own' });
      expect([both.status, both.body.errors[0].pointer]).toEqual([422, '/asymmetric']);
    });

    it('is refused where the dialect does not sign', async () => {
      const { id } = await create({ dialect: 'supportbee' });
      const { status, body } = await act(id, 'rotate-secret');
      expect([status, body.detail]).toEqual([422, expect.stringContaining('does not sign')]);
      expect((await act('sub_none', 'rotate-secret')).status).toBe(404);
    });
  });

  describe('clone', () => {
    it('copies everything but the id, the name and the status', async () => {
      const made = await create({
        secret: whsec(1),
        headers: { 'x-a': '1' },
        delivery: { timeoutMs: 999 },
        events: ['ticket.*', 'user.created'],
      });
      await act(made.id, 'rotate-secret', { secret: whsec(2) });
      const source = (await world.call('GET', `${path}/${made.id}`)).body;
      const { status, body, headers } = await act(made.id, 'clone');
      expect([status, headers.get('location')]).toEqual([201, `${path}/${body.id}`]);
      expect(body).toEqual({
        ...source,
        id: expect.not.stringMatching(made.id),
        name: 'Copy of CRM',
        status: 'inactive',
        etag: 'v1',
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      });
      const record = await records.subscription('acme', body.id);
      expect([record.active, record.open]).toEqual([false, [whsec(2), whsec(1)]]);
      expect((await world.call('GET', `${path}/${body.id}`)).body).toEqual(body);
    });

    it('takes a name and a status, and keeps the name within the limit', async () => {
      const { id } = await create({ name: `${'n'.repeat(91)}\u{1F600}` });
      const long = (await act(id, 'clone')).body;
      expect(long.name).toBe(`Copy of ${'n'.repeat(91)}`);
      const named = (await act(id, 'clone', { name: 'Second', status: 'active' })).body;
      expect(named).toMatchObject({ name: 'Second', status: 'active' });
      const refused = await act(id, 'clone', { name: 'n'.repeat(101) });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/name']);
      expect((await act('sub_none', 'clone')).status).toBe(404);
    });
  });

  describe('bulk', () => {
    const bulk = (action: string, ids: readonly string[]) =>
      world.call('POST', `${path}/bulk`, { json: { action, ids } });

    it('activates, deactivates and deletes, with a result for each id in its place', async () => {
      const ids: string[] = [];
      for (const status of ['active', 'inactive', 'active']) ids.push((await create({ status })).id);
      const [first = '', second = '', third = ''] = ids;
      const mixed = await bulk('deactivate', [third, 'sub_none', first]);
      expect(mixed.body.results).toEqual([
        { id: third, ok: true },
        { id: 'sub_none', ok: false, detail: expect.stringContaining('sub_none') },
        { id: first, ok: true },
      ]);
      expect((await records.subscription('acme', first)).active).toBe(false);
      await bulk('activate', [first, second]);
      const states = await Promise.all(ids.map((id) => records.subscription('acme', id)));
      expect(states.map(({ active }) => active)).toEqual([true, true, false]);
      expect((await world.call('GET', `${path}/${first}`)).body).toMatchObject({
        status: 'active',
        etag: 'v3',
      });
      const deleted = await bulk('delete', [first, second, first]);
      expect(deleted.body.results.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true, false]);
      expect((await world.call('GET', `${path}/${first}`)).status).toBe(404);
      expect((await world.call('GET', `${path}/${third}`)).status).toBe(200);
    });

    it('changes nothing of what is so already, nor of another tenant', async () => {
      const { id } = await create();
      expect((await bulk('activate', [id])).body.results).toEqual([{ id, ok: true }]);
      expect((await world.call('GET', `${path}/${id}`)).body.etag).toBe('v1');
      await world.keyFor('other', 'viewer');
      const json = { action: 'delete', ids: [id] };
      const foreign = await world.call('POST', '/v1/tenants/other/subscriptions/bulk', { json });
      expect(foreign.body.results[0].ok).toBe(false);
      expect((await world.call('GET', `${path}/${id}`)).status).toBe(200);
    });

    it.each([
      ['/action', { action: 'explode', ids: ['a'] }],
      ['/ids', { action: 'delete', ids: [] }],
      ['/ids', { action: 'delete', ids: Array.from({ length: 201 }, (_, index) => `sub_${index}`) }],
    ])('refuses %s', async (pointer, json) => {
      const { status, body } = await world.call('POST', `${path}/bulk`, { json });
      expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
    });
  });

  it('ends a page of large subscriptions before it is too large for one answer', async () => {
    await world.keyFor('large', 'viewer');
    const large = '/v1/tenants/large/subscriptions';
    const headers = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`x-${n}`, 'v'.repeat(4_000)]));
    const json = { name: 'L', urls: ['https://example.com'], events: ['*'], headers };
    for (let count = 0; count < 25; count += 1) await world.call('POST', large, { json });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await world.call('GET', `${large}?limit=200${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect([seen.length, new Set(seen).size]).toEqual([25, 25]);
  });

  it('hides what stands in the queries of URLs from those who may not configure', async () => {
    const url = 'https://example.com/hook?token=s3cret&x';
    const made = await create({ name: 'Hidden', urls: [url] });
    const viewer = await world.keyFor('acme', 'viewer');
    const list = (q: string, key?: string) =>
      world.call('GET', `${path}?q=${encodeURIComponent(q)}`, key === undefined ? {} : { key });
    const one = await world.call('GET', `${path}/${made.id}`, { key: viewer });
    expect(one.body.urls).toEqual(['https://example.com/hook?token=[hidden]&[hidden]']);
    expect((await list('Hidden', viewer)).text).not.toContain('s3cret');
    expect((await list('token=s3')).body.items).toHaveLength(1);
    expect((await list('token=s3', viewer)).body.items).toHaveLength(0);
    expect((await list('example.com/hook?token', viewer)).body.items.length).toBeGreaterThan(0);
  });

  it('hides the paths of hosts that authenticate by them from those who may not configure', async () => {
    const urls = ['https://hooks.slack.com/services/T0/B0/s3cret', 'https://example.com/services/T0'];
    const { id } = await create({
      name: 'Chat',
      dialect: 'template',
      urls,
      dialectOptions: { preset: 'slack' },
    });
    const viewer = await world.keyFor('acme', 'viewer');
    const found = async (q: string, key?: string) => {
      const list = `${path}?dialect=template&q=${encodeURIComponent(q)}`;
      return (await world.call('GET', list, key === undefined ? {} : { key })).body.items.length;
    };
    const seen = await world.call('GET', `${path}/${id}`, { key: viewer });
    expect(seen.body.urls).toEqual(['https://hooks.slack.com/[hidden]', 'https://example.com/services/T0']);
    expect(seen.text).not.toContain('s3cret');
    expect([await found('/B0/s3'), await found('/B0/s3', viewer)]).toEqual([1, 0]);
    expect([await found('slack.com/services'), await found('slack.com/services', viewer)]).toEqual([1, 0]);
    expect(await found('https://hooks.slack.com/[hidden]', viewer)).toBe(1);
    expect(await found('example.com/services', viewer)).toBe(1);
  });
});
