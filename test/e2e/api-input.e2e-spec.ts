import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiWorld, type ApiRequest, type ApiWorld } from '../support/api-world.js';

const SUBSCRIPTIONS = '/v1/tenants/acme/subscriptions';
const valid = { name: 'CRM', urls: ['https://example.com/hook'], events: ['ticket.created'] };
const JSON_TYPE = { 'content-type': 'application/json' };

const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });
const notes = (count: number) => Array.from({ length: count }, () => ({ type: 'add_note', body: 'x' }));
const many = (count: number) => Array.from({ length: count }, (_, index) => `https://example.com/${index}`);

describe('bad input', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
    await world.keyFor('acme', 'viewer');
  });
  afterAll(() => world.close());

  it.each<[string, object, string, string]>([
    ['no name', { name: undefined }, '/name', 'is required'],
    ['a name of blanks', { name: '  ' }, '/name', 'must not be empty'],
    ['a NUL character', { name: 'a\u0000b' }, '/name', 'NUL'],
    ['no URL', { urls: [] }, '/urls', 'at least one URL'],
    ['a URL of another kind', { urls: ['https://example.com', 1] }, '/urls/1', 'expected string'],
    ['not a URL', { urls: ['https://example.com', 'nope'] }, '/urls/1', 'not an absolute http or https URL'],
    ['a private address', { urls: 'https://example.com, http://10.0.0.1/' }, '/urls/1', 'not reachable'],
    ['a metadata address', { urls: ['http://[::ffff:169.254.169.254]/'] }, '/urls/0', 'not reachable'],
    ['a mistyped event', { events: ['ticket.craeted'] }, '/events/0', 'did you mean "ticket.created"?'],
    ['no event', { events: [] }, '/events', 'at least one event'],
    ['an unknown field', { event: ['*'] }, '/event', 'did you mean "events"?'],
    ['an unknown setting', { delivery: { timeout: 1 } }, '/delivery/timeout', 'did you mean "timeoutMs"?'],
    ['a bad delay', { delivery: { retrySchedule: ['5s', 'soon'] } }, '/delivery/retrySchedule/1', 'duration'],
    ['an unknown dialect', { dialect: 'standart' }, '/dialect', 'standard'],
    ['a malformed secret', { secret: 'secret' }, '/secret', 'whsec_'],
    [
      "a header of the dialect's own",
      { dialect: 'supportcandy', headers: { 'X-WPSC-Webhook-Signature': 'forged' } },
      '/headers/X-WPSC-Webhook-Signature',
      'supportcandy sets it itself',
    ],
    ['a reserved header', { headers: { 'webhook-id': '1' } }, '/headers/webhook-id', 'reserved'],
    ['too many redirects', { delivery: { maxRedirects: 11 } }, '/delivery/maxRedirects', 'Too big'],
    ['an unknown option', { dialectOptions: { colour: 1 } }, '/dialectOptions/colour', 'no options'],
    ['an option too deep', { dialectOptions: { x: deep(40) } }, '/dialectOptions/x', 'nested deeper'],
    ['21 URLs', { urls: many(21) }, '/urls', 'at most 20 URLs'],
    ['an empty condition', { condition: {} }, '/condition', 'is empty'],
    ['a condition of another kind', { condition: [] }, '/condition', 'expected record'],
    ['a condition too deep', { condition: deep(200) }, '/condition', 'nested deeper'],
    [
      'a mistyped field',
      { condition: { all: [{ any: [{ field: 'ticket.prioriti.slug', op: 'eq', value: 'high' }] }] } },
      '/condition/all/0/any/0/field',
      'did you mean "ticket.priority.slug"?',
    ],
    [
      'a mistyped operator',
      { condition: { not: { field: 'ticket.id', op: 'equals', value: 1 } } },
      '/condition/not/op',
      'did you mean',
    ],
    [
      'a backtracking pattern',
      { condition: { field: 'ticket.subject', op: 'matches', value: '(a)\\1' } },
      '/condition/value',
      'RE2',
    ],
    [
      'an unknown calendar',
      { condition: { field: 'time', op: 'in_business_hours', value: 'office' } },
      '/condition/value',
      'the tenant has no calendar "office"',
    ],
    ['an unknown action', { actions: [{ type: 'add_nota', body: 'x' }] }, '/actions/0/type', 'add_note'],
    ['an action of nothing', { actions: [{ type: 'assign' }] }, '/actions/0', 'an agent or a team'],
    [
      'an action without its part',
      { actions: [{ type: 'set_status' }] },
      '/actions/0/status',
      'a name or an id',
    ],
    [
      'an action with a stray part',
      { actions: [{ type: 'add_tags', tags: ['a'], tag: 'b' }] },
      '/actions/0/tag',
      'is not known here',
    ],
    ['21 actions', { actions: notes(21) }, '/actions', 'Too big'],
  ])('of a subscription: %s', async (_what, overrides, pointer, detail) => {
    const answer = await world.call('POST', SUBSCRIPTIONS, { json: { ...valid, ...overrides } });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
  });

  it('names every URL that is refused', async () => {
    const json = {
      ...valid,
      urls: ['http://localhost:1/', 'ftp://x', 'http://192.168.0.1', 'https://u:p@example.com'],
    };
    const answer = await world.call('POST', SUBSCRIPTIONS, { json });
    expect(answer.body.detail).toBe(
      'Invalid URLs: ftp://x, http://192.168.0.1, https://[hidden]@example.com',
    );
    expect(answer.body.errors).toEqual([
      { pointer: '/urls/1', detail: expect.stringContaining('not an absolute http or https URL') },
      { pointer: '/urls/2', detail: expect.stringContaining('not reachable') },
      { pointer: '/urls/3', detail: expect.stringContaining('user and password') },
    ]);
  });

  it.each<[string, string | readonly string[], string, readonly string[]]>([
    ['a blank one', ['https://a.example', ' '], 'Invalid URLs: Blank URL', ['/urls/1']],
    ['a repeated one', ['https://a.example', 'https://a.example', 'x'], 'Invalid URLs: x', ['/urls/2']],
    ['one text of them', 'https://a.example; b,\nc', 'Invalid URLs: b, c', ['/urls/1', '/urls/2']],
    ['an empty list', [], 'Cannot be blank', ['/urls']],
    ['an empty text', ' ,;\n', 'Cannot be blank', ['/urls']],
  ])('says of URLs what the forms of the vendors say: %s', async (_what, urls, detail, pointers) => {
    const answer = await world.call('POST', SUBSCRIPTIONS, { json: { ...valid, urls } });
    expect([answer.status, answer.body.detail]).toEqual([422, detail]);
    expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual(pointers);
  });

  it('names what is wrong of every kind at once', async () => {
    const json = { name: 'n'.repeat(101), urls: 'x', events: ['ticket.*', 'nope'], dialectOptions: { a: 1 } };
    const { body } = await world.call('POST', SUBSCRIPTIONS, { json });
    expect(body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/name',
      '/urls/0',
      '/events/1',
      '/dialectOptions/a',
    ]);
  });

  it.each<[string, string, string, string]>([
    ['limit', 'limit=0', '/query/limit', 'Too small'],
    ['limit', 'limit=many', '/query/limit', 'must be a number'],
    ['cursor', 'cursor=abc', '/query/cursor', 'nextCursor'],
    ['sort', 'sort=size', '/query/sort', 'name'],
    ['event', 'event=ticket.nope', '/query/event', 'selects no event'],
    ['name', 'stauts=active', '/query/stauts', 'did you mean "status"?'],
  ])('of a query: %s', async (_what, query, pointer, detail) => {
    const answer = await world.call('GET', `${SUBSCRIPTIONS}?${query}`);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
  });

  it.each<[string, string, string, ApiRequest, number, string]>([
    ['not JSON', 'POST', SUBSCRIPTIONS, { body: '{"name":', headers: JSON_TYPE }, 400, 'JSON'],
    [
      'not UTF-8',
      'POST',
      SUBSCRIPTIONS,
      { body: Uint8Array.of(34, 255, 34), headers: JSON_TYPE },
      400,
      'UTF-8',
    ],
    ['not an object', 'POST', SUBSCRIPTIONS, { body: '[]', headers: JSON_TYPE }, 422, 'expected object'],
    [
      'another type',
      'POST',
      SUBSCRIPTIONS,
      { body: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'text/plain',
    ],
    ['too large', 'POST', SUBSCRIPTIONS, { json: { name: 'x'.repeat(300_000) } }, 413, 'too large'],
    ['no such path', 'GET', '/v1/nope', {}, 404, '/v1/nope'],
    ['no such method', 'POST', '/v1/tenants/acme', { json: {} }, 405, 'PUT, GET, PATCH, DELETE'],
    ['a bad path', 'GET', '/v1/%zz', {}, 400, '%zz'],
    ['a bad tenant id', 'PUT', '/v1/tenants/Acme', { json: {} }, 422, '/path/tenant'],
    ['no such tenant', 'GET', '/v1/tenants/nobody', {}, 404, 'nobody'],
    ['no such time zone', 'PUT', '/v1/tenants/acme', { json: { timezone: 'Mars' } }, 422, '/timezone'],
    ['no such role', 'POST', '/v1/tenants/acme/keys', { json: { name: 'x', role: 'boss' } }, 422, '/role'],
    ['no such key', 'DELETE', '/v1/tenants/acme/keys/key_1', {}, 404, 'key_1'],
    [
      'no such type',
      'GET',
      '/v1/event-types/ticket.craeted/schema',
      {},
      404,
      'did you mean "ticket.created"?',
    ],
  ])('of a request: %s', async (_what, method, path, request, status, detail) => {
    const answer = await world.call(method, path, request);
    expect(answer.body).toMatchObject({
      status,
      title: expect.any(String),
      type: expect.stringMatching(/^urn:/),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.detail).toContain(detail);
  });

  it('answers with the request id that the caller chose', async () => {
    const answer = await world.call('GET', '/v1/tenants', { headers: { 'x-request-id': 'trace-me' } });
    expect(answer.headers.get('x-request-id')).toBe('trace-me');
  });
});
