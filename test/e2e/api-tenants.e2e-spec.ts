import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { ConfigRecords } from '../support/config-records.js';

const acme = '/v1/tenants/acme';
const TEXT = 'a default secret';
const WHSEC = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe('tenants', () => {
  let world: ApiWorld;
  let records: ConfigRecords;
  let admin: string;
  beforeAll(async () => {
    world = await startApiWorld();
    records = await ConfigRecords.open(world.nats.url, world.env);
    admin = await world.keyFor('acme', 'admin');
  });
  afterAll(async () => {
    await records.close();
    await world.close();
  });

  const patch = (json: object, tenant = 'acme') => world.call('PATCH', `/v1/tenants/${tenant}`, { json });
  async function subscribe(tenant: string, json: object) {
    const base = { name: 'one', urls: ['https://example.com/x'], events: ['*'] };
    const path = `/v1/tenants/${tenant}/subscriptions`;
    const made = await world.call('POST', path, { json: { ...base, ...json } });
    expect(made.status).toBe(201);
    return made.body;
  }

  it('are changed by their own administrators, and the hot path learns it', async () => {
    const json = {
      name: 'Acme Inc',
      siteUrl: 'https://acme.example',
      subdomain: 'acme',
      timezone: 'Asia/Tokyo',
    };
    const changed = await world.call('PATCH', acme, { json, key: admin });
    expect([changed.status, changed.body]).toEqual([200, expect.objectContaining(json)]);
    expect(await records.tenant('acme')).toMatchObject({ ...json, adminBaseUrl: null, secrets: [] });
    const back = await world.call('PATCH', acme, {
      json: { name: null, timezone: null, siteUrl: null },
      key: admin,
    });
    expect(back.body).toMatchObject({ name: 'acme', timezone: 'UTC', siteUrl: null, subdomain: 'acme' });
    expect((await world.call('GET', acme)).body).toEqual(back.body);
    expect((await patch({}, 'nobody')).status).toBe(404);
  });

  it.each([
    ['siteUrl', 'acme.example'],
    ['siteUrl', 'ftp://acme.example'],
    ['timezone', 'Mars'],
    ['defaultSecret', ''],
    ['defaultSecret', 'x'.repeat(256)],
    ['defaultSecret', 'with a tab\t.'],
    ['sitUrl', null],
  ])('refuse %s: %p', async (name, value) => {
    const { status, body } = await patch({ [name]: value });
    expect([status, body.errors[0].pointer]).toEqual([422, `/${name}`]);
  });

  describe('have a default secret', () => {
    it('that only those see who may administer', async () => {
      await patch({ defaultSecret: TEXT });
      expect((await world.call('GET', acme, { key: admin })).body).toMatchObject({
        hasDefaultSecret: true,
        defaultSecret: TEXT,
      });
      for (const role of ['editor', 'viewer']) {
        const answer = await world.call('GET', acme, { key: await world.keyFor('acme', role) });
        expect(answer.body).toMatchObject({ hasDefaultSecret: true, defaultSecret: null });
        expect(answer.text).not.toContain(TEXT);
      }
    });

    it('that is sealed at rest and reaches the hot path sealed', async () => {
      await patch({ defaultSecret: TEXT });
      const record = await records.tenant('acme');
      expect(record.open).toEqual([TEXT]);
      expect(JSON.stringify(record.secrets)).not.toContain(TEXT);
      const client = new pg.Client({ connectionString: world.database.url });
      await client.connect();
      const { rows } = await client.query('SELECT secrets::text AS secrets FROM subscriptions.tenants');
      await client.end();
      expect(JSON.stringify(rows)).toContain('ciphertext');
      expect(JSON.stringify(rows)).not.toContain(TEXT);
    });

    it('that a PUT without a word keeps, and null takes away', async () => {
      await patch({ defaultSecret: TEXT });
      await world.call('PUT', acme, { json: { name: 'again' } });
      expect((await world.call('GET', acme)).body).toMatchObject({ name: 'again', defaultSecret: TEXT });
      await world.call('PUT', acme, { json: { defaultSecret: WHSEC } });
      expect((await world.call('GET', acme)).body.defaultSecret).toBe(WHSEC);
      await world.call('PUT', acme, { json: { defaultSecret: null } });
      expect((await records.tenant('acme')).secrets).toEqual([]);
    });

    it('that signs for subscriptions without one, where the dialect accepts it', async () => {
      await world.call('PUT', '/v1/tenants/shared', { json: { defaultSecret: TEXT } });
      const candy = await subscribe('shared', { dialect: 'supportcandy' });
      expect(candy).toMatchObject({ secretSource: 'tenant', secret: null, hasSecret: true });
      expect(await records.subscription('shared', candy.id)).toMatchObject({
        usesTenantSecret: true,
        secrets: [],
      });
      // Not in the whsec_ form.
      expect((await subscribe('shared', {})).secretSource).toBe('own');
      expect((await subscribe('shared', { dialect: 'supportbee' })).secretSource).toBe('none');
      expect((await subscribe('shared', { dialect: 'supportcandy', secret: null })).secretSource).toBe(
        'none',
      );
      await patch({ defaultSecret: null }, 'shared');
      const { body } = await world.call('GET', `/v1/tenants/shared/subscriptions/${candy.id}`);
      expect(body).toMatchObject({ secretSource: 'none', hasSecret: false });
    });

    it('that nobody can replace by one that a dialect in use refuses', async () => {
      await world.call('PUT', '/v1/tenants/strict', { json: { defaultSecret: WHSEC } });
      expect((await subscribe('strict', {})).secretSource).toBe('tenant');
      const { status, body } = await patch({ defaultSecret: TEXT }, 'strict');
      const errors = [{ pointer: '/defaultSecret', detail: expect.stringContaining('standard') }];
      expect([status, body.errors]).toEqual([422, errors]);
      expect((await world.call('GET', '/v1/tenants/strict')).body.defaultSecret).toBe(WHSEC);
    });

    it('that a subscription only relies on when its dialect can sign with all that are still valid', async () => {
      await world.call('PUT', '/v1/tenants/mixed', { json: { defaultSecret: TEXT } });
      await world.call('POST', '/v1/tenants/mixed/rotate-secret', { json: {} });
      // The text of before, which is no whsec_ secret, signs for another day.
      expect((await subscribe('mixed', {})).secretSource).toBe('own');
      expect((await subscribe('mixed', { dialect: 'supportcandy' })).secretSource).toBe('tenant');
    });

    it('that can be made anew, while those before it stay valid for a time', async () => {
      await world.call('PUT', '/v1/tenants/rotating', { json: {} });
      const rotate = (json: object) => world.call('POST', '/v1/tenants/rotating/rotate-secret', { json });
      const first = (await rotate({})).body.defaultSecret;
      expect(first).toMatch(/^whsec_/);
      const second = (await rotate({ overlapSeconds: 3_600 })).body.defaultSecret;
      const record = await records.tenant('rotating');
      expect(record.open).toEqual([second, first]);
      expect(record.secrets[0]?.expiresAt).toBeNull();
      const left = (record.secrets[1]?.expiresAt ?? 0) - Date.now();
      expect(left > 3_500_000 && left <= 3_600_000).toBe(true);
      const third = (await rotate({ overlapSeconds: 0 })).body.defaultSecret;
      expect((await records.tenant('rotating')).open).toEqual([third]);
      expect((await rotate({ overlapSeconds: 2_592_001 })).body.errors[0].pointer).toBe('/overlapSeconds');
    });
  });
});
