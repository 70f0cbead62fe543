import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DIALECTS, type Dialect } from '@deskhook/dialects';
import { EVENT_TYPES } from '@deskhook/domain';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { ConfigRecords } from '../support/config-records.js';

const path = '/v1/tenants/acme/subscriptions';
const ALL: readonly Dialect[] = Object.values(DIALECTS);
const VENDORS = ['supportcandy', 'supportbee', 'supportgenix', 'movidesk', 'shahiassist'];
const bee = { name: 'Bee', urls: ['https://example.com/bee'], events: ['*'], dialect: 'supportbee' };
const candy = { name: 'Candy', urls: ['https://example.com/c'], events: ['*'], dialect: 'supportcandy' };

describe('dialects', () => {
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

  const post = (json: object) => world.call('POST', path, { json });
  const patch = (id: string, json: object) => world.call('PATCH', `${path}/${id}`, { json });
  async function create(json: object) {
    const made = await post(json);
    expect([made.status, made.text]).toEqual([201, expect.any(String)]);
    return made.body;
  }
  async function expectRefused(json: object, pointer: string, detail: string) {
    const { status, body } = await post(json);
    expect([status, body.errors]).toEqual([422, [{ pointer, detail: expect.stringContaining(detail) }]]);
  }

  describe('in the catalogue', () => {
    it('are all there, with their events, options, limits and a sample of each event', async () => {
      const { items } = (await world.call('GET', '/v1/dialects')).body;
      expect(items.map(({ name }: { name: string }) => name)).toEqual(Object.keys(DIALECTS));
      for (const name of VENDORS) {
        const { body } = await world.call('GET', `/v1/dialects/${name}`);
        expect(items).toContainEqual(body);
        const events = body.events.map((event: { name: string }) => event.name);
        expect(events.length).toBeGreaterThan(0);
        expect(body.samples.map((sample: { event: string }) => sample.event)).toEqual(events);
        for (const sample of body.samples) expect(sample.body.length).toBeGreaterThan(20);
      }
      const standard = (await world.call('GET', '/v1/dialects/standard')).body;
      expect(standard.samples.map(({ event }: { event: string }) => event)).toEqual(EVENT_TYPES);
      expect(items[0].samples).toEqual(standard.samples.slice(0, 1));
      const shahi = (await world.call('GET', '/v1/dialects/shahiassist')).body;
      expect(shahi).toMatchObject({
        limits: { httpsOnly: true },
        delivery: { maxRedirects: 5, retrySchedule: ['1m', '5m', '30m'] },
      });
      expect(shahi.options).toContainEqual({
        name: 'form',
        kind: 'choice',
        default: 'auto',
        values: ['auto', 'php', 'js'],
        description: expect.any(String),
      });
    });

    it('come with a complete sample of each type, which is accepted as it is', async () => {
      const { items } = (await world.call('GET', '/v1/event-types')).body;
      await world.call('PUT', '/v1/tenants/samples', { json: {} });
      for (const { type, sample } of items) {
        const { status, body } = await world.call('GET', sample);
        expect([status, body.type]).toEqual([200, type]);
        const headers = { 'content-type': 'application/cloudevents+json' };
        const sent = { body: JSON.stringify(body), headers };
        // Its own news Deskhook tells itself.
        const expected = type.startsWith('deskhook.') ? 422 : 202;
        expect((await world.call('POST', '/v1/tenants/samples/events', sent)).status).toBe(expected);
      }
      expect((await world.call('GET', '/v1/event-types/ticket.craeted/sample')).status).toBe(404);
    });

    it('are named with each type that they send', async () => {
      const { items } = (await world.call('GET', '/v1/event-types')).body;
      const dialectsOf = (type: string) =>
        items.find((item: { type: string }) => item.type === type).dialects;
      expect(dialectsOf('reply.created')).toEqual(
        expect.arrayContaining([
          { name: 'standard', events: ['reply.created'] },
          { name: 'supportcandy', events: ['reply-ticket'] },
          { name: 'supportbee', events: expect.arrayContaining(['customer.reply.created']) },
          { name: 'supportgenix', events: ['on_tckt_replied'] },
          { name: 'shahiassist', events: ['ticket.reply_added'] },
        ]),
      );
      const names = dialectsOf('deskhook.delivery_failed').map(({ name }: { name: string }) => name);
      for (const name of VENDORS) expect(names).not.toContain(name);
    });

    it('tell what a mistyped name was meant to be', async () => {
      const { status, body } = await world.call('GET', '/v1/dialects/suportbee');
      expect([status, body.detail]).toEqual([404, expect.stringContaining('did you mean "supportbee"?')]);
    });
  });

  it.each(ALL.map(({ name, defaults, events }) => [name, defaults, events] as const))(
    '%s: a subscription has the defaults of its dialect, and takes its native names',
    async (dialect, defaults, events) => {
      const own = events?.map(({ name }) => name) ?? ['ticket.created'];
      const dialectOptions = dialect === 'template' ? { preset: 'slack' } : {};
      const json = { name: dialect, urls: ['https://example.com/x'], events: own, dialect, dialectOptions };
      const made = await create(json);
      const { connectTimeoutMs: _internal, ...shown } = defaults;
      expect(made).toMatchObject({ dialect, events: own, delivery: shown });
      const signs = ALL.find(({ name }) => name === dialect)?.signsByDefault;
      expect(made.secretSource).toBe(signs === true ? 'own' : 'none');
    },
  );

  describe('judge', () => {
    it('events: native names, types that fire one, and groups of them', async () => {
      const events = ['customer.reply.created', 'note.created', 'ticket.*', 'ticket.*'];
      expect((await create({ ...bee, events })).events).toEqual(events.slice(0, 3));
      await expectRefused(
        { ...bee, events: ['ticket.archived', 'ticket.closed'] },
        '/events/1',
        'supportbee',
      );
      await expectRefused(
        { ...candy, events: ['create-tiket'] },
        '/events/0',
        'did you mean "create-ticket"?',
      );
      await expectRefused(
        { ...candy, events: ['customer.reply.created'] },
        '/events/0',
        'an event of the dialect supportbee: in supportcandy use reply.created',
      );
      await expectRefused({ ...candy, events: ['on_client_create'] }, '/events/0', 'selects no event');
      await expectRefused({ ...candy, events: [''] }, '/events/0', 'must not be empty');
    });

    it('URLs: the schemes and lengths that they take', async () => {
      const shahi = { name: 'S', events: ['*'], dialect: 'shahiassist' };
      const { body } = await post({ ...shahi, urls: 'https://a.example, http://b.example' });
      expect(body).toMatchObject({
        detail: 'Invalid URLs: http://b.example',
        errors: [{ pointer: '/urls/1', detail: 'this dialect only sends to https' }],
      });
      const genix = { name: 'G', events: ['on_tckt_create'], dialect: 'supportgenix' };
      const long = `https://a.example/${'x'.repeat(240)}`;
      await expectRefused({ ...genix, urls: [long] }, '/urls/0', '255');
      await create({ ...genix, urls: ['http://a.example/plain'] });
    });

    it('names and options', async () => {
      await expectRefused({ ...bee, name: 'x'.repeat(101) }, '/name', 'at most 100');
      const on = { legacyActionNames: 'yes' };
      await expectRefused(
        { ...bee, dialectOptions: on },
        '/dialectOptions/legacyActionNames',
        'true or false',
      );
      const mistyped = { legacyActionName: true };
      await expectRefused(
        { ...bee, dialectOptions: mistyped },
        '/dialectOptions/legacyActionName',
        'did you',
      );
    });

    it('secrets', async () => {
      await expectRefused({ ...bee, secret: 'a-secret-text' }, '/secret', 'does not sign');
      expect((await create({ ...candy, secret: `s3cr&t"` })).secret).toBe(`s3cr&t"`);
    });
  });

  it('have options that are shown with their defaults and merged by name', async () => {
    const defaults = { legacyActionNames: false, userAgent: 'deskhook', template: null };
    const made = await create({ ...bee, dialectOptions: { legacyActionNames: true } });
    expect(made.dialectOptions).toEqual({ ...defaults, legacyActionNames: true });
    const more = await patch(made.id, { dialectOptions: { userAgent: 'vendor' } });
    expect(more.body.dialectOptions).toEqual({ ...defaults, legacyActionNames: true, userAgent: 'vendor' });
    const back = await patch(made.id, { dialectOptions: { legacyActionNames: null } });
    expect(back.body.dialectOptions).toEqual({ ...defaults, userAgent: 'vendor' });
    expect((await world.call('GET', `${path}/${made.id}`)).body).toEqual(back.body);
  });

  it('keep a template as it was written, in the order of its members', async () => {
    const directive = { $let: { order: '{{ ticket.id }}', a: '{{ order }}' }, in: { bb: 1, b: 2 } };
    const wanted = { name: 'T', urls: bee.urls, events: ['*'], dialect: 'template' };
    const made = await create({ ...wanted, dialectOptions: { template: { z: 1, a: directive } } });
    const shown = (await world.call('GET', `${path}/${made.id}`)).text;
    expect(shown).toContain(JSON.stringify({ z: 1, a: directive }));
  });

  describe('can be changed', () => {
    it('when everything suits the new one; its options start anew', async () => {
      const { id } = await create({
        ...bee,
        dialectOptions: { userAgent: 'vendor', legacyActionNames: true },
      });
      const moved = (await patch(id, { dialect: 'supportcandy' })).body;
      expect(moved).toMatchObject({
        dialect: 'supportcandy',
        delivery: { timeoutMs: 60_000, maxRedirects: 5 },
      });
      expect(moved.dialectOptions).toMatchObject({ userAgent: 'deskhook' });
      expect([moved.secretSource, moved.secret]).toEqual(['own', expect.stringMatching(/^\w{32,}$/)]);
      const away = (await patch(id, { dialect: 'movidesk' })).body;
      expect(away).toMatchObject({ secretSource: 'none', secret: null, hasSecret: false });
    });

    it('and are judged by everything, given or not', async () => {
      const urls = ['http://plain.example/'];
      const { id } = await create({ ...bee, urls, events: ['customer.reply.created', 'ticket.created'] });
      const { status, body } = await patch(id, {
        dialect: 'shahiassist',
        dialectOptions: { legacyActionNames: true },
      });
      expect(status).toBe(422);
      expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/urls/0',
        '/events/0',
        '/dialectOptions/legacyActionNames',
      ]);
      const fixed = { dialect: 'shahiassist', urls: 'https://tls.example', events: ['ticket.reply_added'] };
      expect((await patch(id, fixed)).status).toBe(200);
    });

    it('but not over the head of a secret that receivers know', async () => {
      const { id } = await create({ ...candy, secret: 'known to receivers' });
      const refused = await patch(id, { dialect: 'standard' });
      expect(refused.body).toMatchObject({ status: 422, errors: [{ pointer: '/secret' }] });
      expect((await patch(id, { dialect: 'standard', secret: null })).body.secretSource).toBe('none');
    });
  });

  it('keep only those of the secrets in a rotation that the new dialect can sign with', async () => {
    const { id } = await create({ ...candy, secret: 'known to receivers' });
    const whsec = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
    await world.call('POST', `${path}/${id}/rotate-secret`, { json: { secret: whsec } });
    expect((await records.subscription('acme', id)).open).toEqual([whsec, 'known to receivers']);
    expect((await patch(id, { dialect: 'standard' })).body.secret).toBe(whsec);
    expect((await records.subscription('acme', id)).open).toEqual([whsec]);
  });

  it('decide what the filter of the list finds', async () => {
    const tenant = '/v1/tenants/filters';
    await world.keyFor('filters', 'viewer');
    const urls = ['https://example.com/'];
    for (const [name, dialect, events] of [
      ['a', 'supportbee', ['customer.reply.created']],
      ['b', 'supportcandy', ['reply-ticket']],
      ['c', 'supportcandy', ['delete-ticket']],
      ['d', 'supportcandy', ['*']],
      ['e', 'standard', ['reply.created']],
      ['f', 'supportbee', ['ticket.*']],
    ])
      await world.call('POST', `${tenant}/subscriptions`, { json: { name, dialect, events, urls } });
    const found = async (event: string) => {
      const { body } = await world.call('GET', `${tenant}/subscriptions?event=${event}`);
      return body.items.map((item: { name: string }) => item.name).join('');
    };
    expect(await found('reply.created')).toBe('abde');
    expect(await found('customer.reply.created')).toBe('a');
    expect(await found('reply-ticket')).toBe('bd');
    expect(await found('ticket.deleted')).toBe('c');
    expect(await found('ticket.archived')).toBe('f');
    expect(await found('custom.thing')).toBe('');
    const unknown = await world.call('GET', `${tenant}/subscriptions?event=reply-tiket`);
    expect(unknown.body.errors[0].pointer).toBe('/query/event');
  });
});
