import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { configKeys } from '@deskhook/contracts';
import pg from 'pg';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { ConfigRecords } from '../support/config-records.js';

const office = {
  name: 'Office',
  timezone: 'Europe/Berlin',
  weeklyHours: { monday: [{ from: '09:00', to: '17:00' }], friday: [{ from: '09:00', to: '12:00' }] },
};
const gold = { name: 'Gold', targets: { resolution: 'PT8H' } };
const eight = { from: '08:00', to: '12:00' };

describe('calendars and SLA policies', () => {
  let world: ApiWorld;
  let records: ConfigRecords;
  let tenant: string;
  let count = 0;
  beforeAll(async () => {
    world = await startApiWorld();
    records = await ConfigRecords.open(world.nats.url, world.env);
  });
  afterAll(async () => {
    await records.close();
    await world.close();
  });
  beforeEach(async () => {
    tenant = `t${(count += 1)}`;
    await world.call('PUT', `/v1/tenants/${tenant}`, { json: {} });
  });

  const at = (noun: string, id = '') => `/v1/tenants/${tenant}/${noun}${id === '' ? '' : `/${id}`}`;
  const post = (noun: string, json: object) => world.call('POST', at(noun), { json });
  const put = (noun: string, id: string, json: object, headers = {}) =>
    world.call('PUT', at(noun, id), { json, headers });
  const patch = (noun: string, id: string, json: object, headers = {}) =>
    world.call('PATCH', at(noun, id), { json, headers });
  const remove = (noun: string, id: string) => world.call('DELETE', at(noun, id));
  const pointers = (answer: { readonly body: { errors?: readonly { pointer: string }[] } }) =>
    answer.body.errors?.map(({ pointer }) => pointer);

  it('are created under the id that was chosen, or one that is made', async () => {
    const made = await post('calendars', { id: 'office', ...office });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ id: 'office', ...office, holidays: [], etag: 'v1' });
    expect(made.headers.get('etag')).toBe('"v1"');
    expect((await world.call('GET', made.headers.get('location') ?? '')).body).toEqual(made.body);
    expect((await post('calendars', office)).body.id).toMatch(/^cal_/);
    const policy = await post('sla-policies', { ...gold, calendar: 'office' });
    expect(policy.status).toBe(201);
    expect(policy.body).toMatchObject({
      id: expect.stringMatching(/^sla_/),
      status: 'active',
      position: 0,
      targets: { resolution: { default: 'PT8H' } },
      calendar: 'office',
      pauseStatuses: [],
    });
    expect((await world.call('GET', policy.headers.get('location') ?? '')).body).toEqual(policy.body);
  });

  it('refuse an id that is taken, and an id of another form', async () => {
    await post('calendars', { id: 'office', ...office });
    const again = await post('calendars', { id: 'office', ...office });
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('"office" already')]);
    await post('sla-policies', { id: 'gold', ...gold });
    const twice = await post('sla-policies', { id: 'gold', ...gold });
    expect([twice.status, pointers(twice)]).toEqual([409, ['/id']]);
    expect(pointers(await post('calendars', { id: 'Office 1', ...office }))).toEqual(['/id']);
    expect((await put('calendars', 'Office', office)).body.errors[0].pointer).toBe('/path/id');
  });

  it('are what the hot path finds in its bucket, until they are deleted', async () => {
    await post('calendars', { id: 'office', ...office });
    await post('sla-policies', { id: 'gold', ...gold, calendar: 'office', position: 3 });
    const calendar = await records.read(configKeys.calendar(tenant, 'office'));
    expect(calendar).toEqual({ tenant, id: 'office', ...office, holidays: [] });
    const policy = await records.read(configKeys.slaPolicy(tenant, 'gold'));
    expect(policy).toMatchObject({ tenant, id: 'gold', position: 3, calendar: 'office', condition: null });
    await patch('sla-policies', 'gold', { position: 7, calendar: null });
    expect(await records.read(configKeys.slaPolicy(tenant, 'gold'))).toMatchObject({
      position: 7,
      calendar: null,
      targets: { resolution: { default: 'PT8H' } },
    });
    expect((await remove('calendars', 'office')).status).toBe(204);
    expect(await records.read(configKeys.calendar(tenant, 'office'))).toBeUndefined();
    expect((await world.call('GET', at('calendars', 'office'))).status).toBe(404);
    await world.call('DELETE', `/v1/tenants/${tenant}`);
    expect(await records.read(configKeys.slaPolicy(tenant, 'gold'))).toBeUndefined();
  });

  it('are created or replaced by PUT', async () => {
    const first = await put('calendars', 'office', office);
    expect([first.status, first.body.etag]).toEqual([200, 'v1']);
    const holidays = [{ date: '2026-12-25', name: 'Christmas', hours: [] }];
    await patch('calendars', 'office', { holidays });
    const second = await put('calendars', 'office', { ...office, name: 'Desk' }, { 'if-match': '"v2"' });
    expect(second.body).toMatchObject({ name: 'Desk', holidays: [], etag: 'v3' });
    expect((await put('calendars', 'office', office, { 'if-match': '"v2"' })).status).toBe(412);
    const absent = await put('sla-policies', 'gold', gold, { 'if-match': '*' });
    expect([absent.status, pointers(absent)]).toEqual([412, ['/header/if-match']]);
    expect((await put('sla-policies', 'gold', gold)).body).toMatchObject({ id: 'gold', etag: 'v1' });
    await patch('sla-policies', 'gold', { pauseStatuses: ['waiting'] });
    expect((await put('sla-policies', 'gold', gold)).body).toMatchObject({ pauseStatuses: [], etag: 'v3' });
  });

  it('are listed in pages: calendars by id, policies in the order in which they are tried', async () => {
    for (const id of ['c', 'a', 'b']) await post('calendars', { id, ...office });
    const places = { late: 10, second: 2, first: 1, also: 2 };
    for (const [id, position] of Object.entries(places))
      await post('sla-policies', { id, ...gold, position });
    const all = async (noun: string) => {
      const ids: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const { body } = await world.call('GET', `${at(noun)}?limit=2${query}`);
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.nextCursor;
      }
      return ids;
    };
    expect(await all('calendars')).toEqual(['a', 'b', 'c']);
    expect(await all('sla-policies')).toEqual(['first', 'also', 'second', 'late']);
  });

  it('let only one of two changes through that were meant for the same version', async () => {
    await post('sla-policies', { id: 'gold', ...gold });
    const headers = { 'if-match': '"v1"' };
    const answers = await Promise.all(
      [1, 2, 3].map((position) => patch('sla-policies', 'gold', { position }, headers)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    expect((await world.call('DELETE', at('sla-policies', 'gold'), { headers })).status).toBe(412);
    expect((await remove('sla-policies', 'gold')).status).toBe(204);
    expect((await remove('sla-policies', 'gold')).status).toBe(404);
  });

  it('are 200 of each at most, also where several come at once', async () => {
    await put('sla-policies', 'p0', gold);
    const client = new pg.Client({ connectionString: world.database.url });
    await client.connect();
    await client.query(
      `INSERT INTO subscriptions.sla_policies
       SELECT tenant_id, 'p' || n, position, definition, 1, now(), now()
       FROM subscriptions.sla_policies, generate_series(1, 197) AS n WHERE tenant_id = $1`,
      [tenant],
    );
    await client.end();
    const made = await Promise.all([1, 2, 3, 4, 5].map((n) => put('sla-policies', `new${n}`, gold)));
    expect(made.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([
      200, 200, 409, 409, 409,
    ]);
    expect((await put('sla-policies', 'p7', gold)).status).toBe(200);
    const one = await post('sla-policies', gold);
    expect([one.status, one.body.detail]).toEqual([409, expect.stringContaining('200 SLA policies')]);
  });

  it('keep a calendar while a policy or a condition names it', async () => {
    for (const id of ['office', 'night']) await post('calendars', { id, ...office });
    const condition = { not: { field: 'time', op: 'in_business_hours', value: 'office' } };
    const common = { name: 'Pager', urls: ['https://example.com/hook'], events: ['ticket.*'], condition };
    const subscription = (await post('subscriptions', common)).body;
    await post('sla-policies', { id: 'gold', ...gold, calendar: 'office' });
    const created = { field: 'ticket.timestamps.created', op: 'in_business_hours', value: 'office' };
    await post('sla-policies', { id: 'silver', ...gold, condition: created });
    const refused = await remove('calendars', 'office');
    expect(refused.status).toBe(409);
    for (const user of ['gold', 'silver', subscription.id, 'Pager'])
      expect(refused.body.detail).toContain(user);
    await patch('sla-policies', 'gold', { calendar: 'night' });
    await remove('sla-policies', 'silver');
    expect((await remove('calendars', 'office')).status).toBe(409);
    await patch('subscriptions', subscription.id, { condition: null });
    expect((await remove('calendars', 'office')).status).toBe(204);
    expect((await remove('calendars', 'night')).status).toBe(409);
  });

  it('are invisible to other tenants', async () => {
    await post('calendars', { id: 'office', ...office });
    await world.call('PUT', '/v1/tenants/other', { json: {} });
    expect((await world.call('GET', '/v1/tenants/other/calendars/office')).status).toBe(404);
    const foreign = { json: { ...gold, calendar: 'office' } };
    expect((await world.call('POST', '/v1/tenants/other/sla-policies', foreign)).status).toBe(422);
    expect((await world.call('POST', '/v1/tenants/nobody/sla-policies', { json: gold })).status).toBe(404);
  });

  it.each<[string, object, string, string]>([
    ['no zone', { timezone: 'Mars/Base' }, '/timezone', 'not a time zone'],
    [
      'a wrong time',
      { weeklyHours: { monday: [{ from: '9:00', to: '17:00' }] } },
      '/weeklyHours/monday/0/from',
      '09:00',
    ],
    [
      'hours backwards',
      { weeklyHours: { monday: [{ from: '17:00', to: '09:00' }] } },
      '/weeklyHours/monday/0',
      'two days',
    ],
    ['a mistyped day', { weeklyHours: { munday: [] } }, '/weeklyHours/munday', 'did you mean "monday"?'],
    ['never open', { weeklyHours: { monday: [] } }, '/weeklyHours', 'on one day at least'],
    [
      'hours that overlap',
      { weeklyHours: { monday: [eight, { from: '11:59', to: '18:00' }] } },
      '/weeklyHours/monday/1',
      'overlaps 08:00–12:00',
    ],
    [
      'a date twice',
      { holidays: [{ date: '2026-12-25' }, { date: '2026-12-25', hours: [eight] }] },
      '/holidays/1/date',
      'given twice',
    ],
    ['no date', { holidays: [{ date: '2026-02-30' }] }, '/holidays/0/date', 'must be a date'],
  ])('refuse a calendar with %s', async (_what, overrides, pointer, detail) => {
    const answer = await post('calendars', { ...office, ...overrides });
    expect(answer.body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
    expect(answer.status).toBe(422);
    await put('calendars', 'office', office);
    expect(pointers(await patch('calendars', 'office', overrides))).toEqual([pointer]);
  });

  it('takes hours that only touch, and up to midnight', async () => {
    const monday = [eight, { from: '12:00', to: '24:00' }];
    expect((await post('calendars', { ...office, weeklyHours: { monday } })).status).toBe(201);
  });

  it.each<[string, object, string, string]>([
    ['no promise', { targets: {} }, '/targets', 'promise nothing'],
    [
      'no target of any priority',
      { targets: { resolution: { default: null } } },
      '/targets',
      'promise nothing',
    ],
    [
      'a bad duration',
      { targets: { resolution: '8 hours' } },
      '/targets/resolution',
      'must be a duration such as',
    ],
    [
      'a bad duration for a priority',
      { targets: { resolution: { urgent: 'P1M' } } },
      '/targets/resolution/urgent',
      'ISO 8601',
    ],
    [
      'an unknown metric',
      { targets: { resolutoin: 'PT8H' } },
      '/targets/resolutoin',
      'did you mean "resolution"?',
    ],
    ['an unknown calendar', { calendar: 'ofice' }, '/calendar', 'did you mean "office"?'],
    [
      'a condition on an unknown calendar',
      {
        condition: { all: [{ field: 'ticket.timestamps.created', op: 'in_business_hours', value: 'offic' }] },
      },
      '/condition/all/0/value',
      'did you mean "office"?',
    ],
    [
      'a condition on an unknown field',
      { condition: { field: 'ticket.prioriti.slug', op: 'eq', value: 'high' } },
      '/condition/field',
      'did you mean',
    ],
    [
      'a condition on more than the ticket',
      { condition: { any: [{ field: 'message.kind', op: 'eq', value: 'reply' }] } },
      '/condition/any/0/field',
      'not of the ticket',
    ],
    [
      'a condition on a change',
      { condition: { not: { field: 'ticket.status', op: 'changed' } } },
      '/condition/not/op',
      'looks at a change',
    ],
    [
      'a time condition twice',
      {
        timeConditions: [
          { id: 'stale', statuses: ['open'], after: 'P3D' },
          { id: 'stale', statuses: ['pending'], after: 'P9D' },
        ],
      },
      '/timeConditions/1/id',
      'given twice',
    ],
    ['a warning of nothing', { warnings: [{ percent: 100 }] }, '/warnings/0/percent', 'Too big'],
  ])('refuse a policy with %s', async (_what, overrides, pointer, detail) => {
    await put('calendars', 'office', office);
    const answer = await post('sla-policies', { ...gold, ...overrides });
    expect(answer.body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
    expect(answer.status).toBe(422);
    await put('sla-policies', 'gold', gold);
    expect(pointers(await patch('sla-policies', 'gold', overrides))).toEqual([pointer]);
  });

  it('take a policy of time conditions alone, and one with everything', async () => {
    await put('calendars', 'office', office);
    const timeConditions = [{ id: 'stale', statuses: ['open'], after: 'P3D' }];
    expect((await post('sla-policies', { name: 'Stale', timeConditions })).status).toBe(201);
    const full = {
      id: 'full',
      name: 'Full',
      status: 'inactive',
      position: 5,
      condition: { all: [{ field: 'ticket.priority.slug', op: 'in', value: ['high', 'urgent'] }] },
      targets: {
        firstResponse: { urgent: 'PT30M', default: 'PT4H', low: null },
        nextResponse: { default: 'PT8H' },
        resolution: { default: 'P2D' },
      },
      calendar: 'office',
      pauseStatuses: ['pending', 'stopped'],
      warnings: [{ percent: 80 }, { before: 'PT30M' }],
      timeConditions,
    };
    const made = await post('sla-policies', full);
    expect(made.body).toMatchObject(full);
    // The hot path has no use for labels.
    const { etag: _etag, createdAt: _createdAt, updatedAt: _updatedAt, labels: _labels, ...same } = made.body;
    expect(await records.read(configKeys.slaPolicy(tenant, 'full'))).toEqual({ tenant, ...same });
  });
});
