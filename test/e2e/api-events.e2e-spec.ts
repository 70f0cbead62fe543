import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { startApiWorld, type ApiRequest, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';

const path = '/v1/tenants/acme/events';
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('events over HTTP', () => {
  let world: ApiWorld;
  let broker: Broker;
  let key: string;
  beforeAll(async () => {
    world = await startApiWorld();
    key = await world.keyFor('acme', 'publisher');
    broker = await connectBroker({ url: world.nats.url, name: 'test' });
  });
  afterAll(async () => {
    await broker.connection.close();
    await world.close();
  });

  const post = (request: ApiRequest) => world.call('POST', path, { key, ...request });
  const structured = (body: string, headers: Record<string, string> = {}) =>
    post({ body, headers: { 'content-type': 'application/cloudevents+json', ...headers } });
  const batch = (events: readonly unknown[]) =>
    post({
      body: JSON.stringify(events),
      headers: { 'content-type': 'application/cloudevents-batch+json' },
    });

  /** What the broker stored last for a type. */
  async function stored(type: string) {
    const message = await broker.jsm.streams.getMessage('EVENTS', { last_by_subj: `events.acme.${type}` });
    if (message === null) throw new Error(`nothing stored for ${type}`);
    return message;
  }
  async function count(): Promise<number> {
    return (await broker.jsm.streams.info('EVENTS')).state.messages;
  }

  it('are stored byte for byte', async () => {
    const event = { ...anEvent({ id: 'bytes' }), big: 0 };
    const body = ` ${JSON.stringify(event, null, 3).replace('"big": 0', '"big": 12345678901234567890.10')}\n`;
    const answer = await structured(body);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ accepted: 1, ids: ['bytes'] });
    expect((await stored('ticket.created')).string()).toBe(body);
  });

  it('are accepted as application/json and in binary mode', async () => {
    expect((await post({ json: anEvent({ id: 'plain' }) })).body).toEqual({ accepted: 1, ids: ['plain'] });
    const attributes = { specversion: '1.0', id: 'binary', source: '/acme', type: 'ticket.closed' };
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]),
    );
    const data = '{ "ticket": {"id": 7} }';
    const answer = await post({ body: data, headers: { ...headers, 'content-type': 'application/json' } });
    expect(answer.body).toEqual({ accepted: 1, ids: ['binary'] });
    const message = await stored('ticket.closed');
    expect(message.string()).toBe(data);
    expect([message.header.get('ce-id'), message.header.get('content-type')]).toEqual([
      'binary',
      'application/json',
    ]);
  });

  it('keep the bytes of each event of a batch', async () => {
    const exact =
      '{"specversion":"1.0","id":"b2","source":"/a","type":"ticket.deleted","data":{"ticket":{"id":"}],["},"n":1.0}}';
    const body = `[${JSON.stringify(anEvent({ id: 'b1' }))} ,\n ${exact} ]`;
    const answer = await post({ body, headers: { 'content-type': 'application/cloudevents-batch+json' } });
    expect(answer.body).toEqual({ accepted: 2, ids: ['b1', 'b2'] });
    expect((await stored('ticket.deleted')).string()).toBe(exact);
  });

  it('of a batch are stored also beside bad ones, which are named by index', async () => {
    const before = await count();
    const good = [anEvent({ id: 'g1' }), anEvent({ id: 'g2' })];
    const noTicket = anEvent({ id: 'x', data: { ticket: {} } });
    const answer = await batch([good[0], { ...good[0], type: 'ticket.craeted' }, good[1], noTicket, 'text']);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ accepted: 2, ids: ['g1', 'g2'] });
    expect(answer.body.detail).toContain('3 of 5 events were not accepted, 2 are stored');
    expect(answer.body.errors).toEqual([
      { pointer: '/1/type', detail: expect.stringContaining('did you mean "ticket.created"?') },
      { pointer: '/3/data/ticket/id', detail: expect.any(String) },
      { pointer: '/4', detail: expect.stringContaining('not a JSON object') },
    ]);
    expect(await count()).toBe(before + 2);
  });

  it.each<[string, string, number, string]>([
    ['not JSON', '{"a":', 400, ''],
    ['no id', JSON.stringify({ ...anEvent(), id: undefined }), 422, '/id'],
    ['no type', JSON.stringify({ ...anEvent(), type: undefined }), 422, '/type'],
    ['an unknown type', JSON.stringify(anEvent({ type: 'ticket.nope' })), 422, '/type'],
    [
      "news of Deskhook's own",
      JSON.stringify(anEvent({ type: 'deskhook.endpoint_disabled', data: {} })),
      422,
      '/type',
    ],
    ['a type that is a wildcard', JSON.stringify(anEvent({ type: 'ticket.>' })), 422, '/type'],
    ['no ticket', JSON.stringify(anEvent({ data: {} })), 422, '/data/ticket'],
    [
      'too large',
      JSON.stringify(anEvent({ data: { ticket: { id: 1, subject: 'x'.repeat(1e6) } } })),
      413,
      '',
    ],
  ])('are refused: %s', async (_what, body, status, pointer) => {
    const before = await count();
    const answer = await structured(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ accepted: 0, errors: [{ pointer }] });
    expect(await count()).toBe(before);
  });

  it('are refused in forms that nobody reads', async () => {
    expect((await post({ body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect(
      (await post({ body: '{}', headers: { 'content-type': 'application/cloudevents-batch+json' } })).status,
    ).toBe(400);
    expect((await batch([])).body).toEqual({ accepted: 0, ids: [] });
    expect((await world.call('POST', '/v1/tenants/nobody/events', { json: anEvent() })).status).toBe(404);
  });

  it('carry on the trace of their publisher', async () => {
    await structured(JSON.stringify(anEvent()), { traceparent: TRACEPARENT });
    expect((await stored('ticket.created')).header.get('traceparent')).toBe(TRACEPARENT);
    // What the event itself carries is its publisher's too, and every reader of the stream looks at the header.
    await structured(JSON.stringify({ ...anEvent(), traceparent: TRACEPARENT }), { traceparent: 'nonsense' });
    expect((await stored('ticket.created')).header.get('traceparent')).toBe(TRACEPARENT);
    await structured(JSON.stringify(anEvent()), { traceparent: 'nonsense' });
    expect((await stored('ticket.created')).header.get('traceparent')).toBe('');
  });
});
