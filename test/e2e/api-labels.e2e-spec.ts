import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';

const at = (part: string) => `/v1/tenants/acme/${part}`;
const KINDS = [
  {
    part: 'subscriptions',
    body: { name: 'CRM', urls: ['https://example.com/x'], events: ['ticket.created'] },
  },
  { part: 'sla-policies', body: { name: 'Gold', targets: { resolution: 'PT8H' } } },
  {
    part: 'calendars',
    body: {
      name: 'Office',
      timezone: 'Europe/Berlin',
      weeklyHours: { monday: [{ from: '09:00', to: '17:00' }] },
    },
  },
];
const BY_ID = KINDS.filter(({ part }) => part !== 'subscriptions');

describe('labels', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
    for (const tenant of ['acme', 'other']) await world.keyFor(tenant, 'viewer');
  });
  afterAll(() => world.close());

  const create = (part: string, json: object) => world.call('POST', at(part), { json });
  const patch = (path: string, json: object) => world.call('PATCH', at(path), { json });
  const names = async (query: string) =>
    (await world.call('GET', at(query))).body.items.map((item: { name: string }) => item.name);

  describe.each(KINDS)('of $part', ({ part, body }) => {
    it('are none at first, and are replaced as a whole', async () => {
      const made = await create(part, body);
      expect([made.status, made.body.labels]).toEqual([201, {}]);
      const path = `${part}/${made.body.id}`;
      const labels = { team: 'support', 'example.com/tier': 'gold' };
      expect((await patch(path, { labels })).body.labels).toEqual(labels);
      expect((await patch(path, { name: 'Other' })).body.labels).toEqual(labels);
      expect((await patch(path, { labels: { team: 'sales' } })).body.labels).toEqual({ team: 'sales' });
      expect((await world.call('GET', at(path))).body.labels).toEqual({ team: 'sales' });
    });

    it('filter lists: several must all be there', async () => {
      for (const [name, labels] of [
        ['one', { shift: 'day', tier: 'gold' }],
        ['two', { shift: 'day', tier: '' }],
        ['three', { shift: 'night' }],
      ] as const)
        expect((await create(part, { ...body, name, labels })).status).toBe(201);
      expect((await names(`${part}?label=shift%3Dday`)).toSorted()).toEqual(['one', 'two']);
      expect(await names(`${part}?label=shift%3Dday&label=tier%3Dgold`)).toEqual(['one']);
      expect(await names(`${part}?label=tier%3D`)).toEqual(['two']);
      expect(await names(`${part}?label=shift%3Dday&label=shift%3Dnight`)).toEqual([]);
    });

    it('are refused at their key, and filters that are none', async () => {
      const refused = await create(part, { ...body, labels: { team: 'two words', '-x': 'y' } });
      const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
      expect([refused.status, pointers]).toEqual([422, ['/labels/team', '/labels/-x']]);
      const unfit = await world.call('GET', at(`${part}?label=team`));
      expect([unfit.status, unfit.body.errors[0].pointer]).toEqual([422, '/query/label/0']);
    });

    it('are told by the audit log', async () => {
      const { body: made } = await create(part, { ...body, labels: { team: 'a' } });
      await patch(`${part}/${made.id}`, { labels: { team: 'b' } });
      const { body: audit } = await world.call('GET', at(`audit-log?target=${made.id}&limit=1`));
      expect(JSON.stringify(audit.items[0].changes)).toContain('"b"');
    });
  });

  it.each(BY_ID)('stay over a PUT of $part that says nothing of them', async ({ part, body }) => {
    const put = (json: object) => world.call('PUT', at(`${part}/kept`), { json: { ...body, ...json } });
    expect((await put({})).body.labels).toEqual({});
    expect((await put({ labels: { team: 'support' } })).body.labels).toEqual({ team: 'support' });
    expect((await put({ name: 'Renamed' })).body).toMatchObject({
      name: 'Renamed',
      labels: { team: 'support' },
    });
    expect((await put({ labels: {} })).body.labels).toEqual({});
  });
});

describe('the key of a subscription', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
    for (const tenant of ['acme', 'other']) await world.keyFor(tenant, 'viewer');
  });
  afterAll(() => world.close());

  const body = { name: 'CRM', urls: ['https://example.com/x'], events: ['ticket.created'] };
  const create = (json: object, tenant = 'acme') =>
    world.call('POST', `/v1/tenants/${tenant}/subscriptions`, { json: { ...body, ...json } });
  const patch = (id: string, json: object) => world.call('PATCH', at(`subscriptions/${id}`), { json });

  it('is none unless given, and finds it whatever its name is', async () => {
    expect((await create({})).body.key).toBeNull();
    const { body: made } = await create({ key: 'crm-sync' });
    await patch(made.id, { name: 'Renamed' });
    const { body: found } = await world.call('GET', at('subscriptions?key=crm-sync'));
    expect(found.items).toMatchObject([{ id: made.id, key: 'crm-sync', name: 'Renamed' }]);
  });

  it('is unique in the tenant, also for those who ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ key: 'raced' })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array(7).fill(409),
    ]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.errors).toEqual([{ pointer: '/key', detail: 'is taken' }]);
    expect(refused?.body.detail).toContain('"raced" already');
    expect((await create({ key: 'raced' }, 'other')).status).toBe(201);
  });

  it('is given, refused and taken back by a patch', async () => {
    const { body: first } = await create({ key: 'first' });
    const { body: second } = await create({});
    expect((await patch(second.id, { key: 'first' })).status).toBe(409);
    expect((await patch(first.id, { key: null })).body.key).toBeNull();
    expect((await patch(second.id, { key: 'first' })).body.key).toBe('first');
    expect((await patch(second.id, { key: 'Not A Key' })).body.errors[0].pointer).toBe('/key');
  });

  it('stays with the original when it is copied; labels go along', async () => {
    const { body: made } = await create({ key: 'original', labels: { team: 'support' } });
    const copy = await world.call('POST', at(`subscriptions/${made.id}/clone`), { json: {} });
    expect(copy.body).toMatchObject({ key: null, labels: { team: 'support' } });
  });
});
