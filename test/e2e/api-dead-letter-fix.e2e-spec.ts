import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STREAMS, subjects } from '@deskhook/contracts';
import { connectBroker, Publisher, publishUnstored, type Broker } from '@deskhook/messaging';
import { startService } from '@deskhook/runtime';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiAnswer, type ApiWorld } from '../support/api-world.js';

const acme = '/v1/tenants/acme';
const SUBJECT = 'The printer of Mrs Miller smokes';
const KIBIBYTE = 1024;

interface Letter {
  readonly id: string;
  readonly reason: string;
  readonly subject: string;
  readonly payload: string;
  readonly replayedAt: string | null;
}

describe('a dead letter', () => {
  let world: ApiWorld;
  let broker: Broker;
  beforeAll(async () => {
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(logsService, env),
    ]);
    await world.keyFor('acme', 'editor');
    broker = await connectBroker({ url: world.nats.url, name: 'test' });
    await world.soon(`${acme}/dead-letters`, ({ status }) => status === 200);
  });
  afterAll(async () => {
    await broker.connection.close();
    await world.close();
  });

  const event = (id: string, more: object = {}) => ({
    specversion: '1.0',
    id,
    source: '/helpdesk',
    type: 'ticket.created',
    data: { ticket: { id: 1, subject: SUBJECT } },
    ...more,
  });
  const replay = (id: string, json: object, tenant = acme) =>
    world.call('POST', `${tenant}/dead-letters/${id}/replay`, { json });
  const letters = async (): Promise<readonly Letter[]> =>
    (await world.call('GET', `${acme}/dead-letters?limit=200`)).body.items;
  const stored = async (id: string): Promise<Letter> =>
    (await world.call('GET', `${acme}/dead-letters/${id}`)).body;

  /** The log has what was refused under the same id, too. */
  const isAccepted = ({ status, body }: ApiAnswer) => status === 200 && body.refusal === null;

  /** The dead letter that something becomes which is published past the gateway. */
  async function refused(payload: string): Promise<Letter> {
    const known = new Set((await letters()).map(({ id }) => id));
    await broker.js.publish('events.acme.ticket.created', payload);
    return newLetter(known);
  }

  async function newLetter(known: ReadonlySet<string>): Promise<Letter> {
    const isNew = ({ id }: Letter) => !known.has(id);
    const { body } = await world.soon(`${acme}/dead-letters?limit=200`, (answer) =>
      answer.body.items.some(isNew),
    );
    return body.items.find(isNew);
  }

  it('is shown with all of its payload, of which a list has the beginning', async () => {
    const payload = JSON.stringify({ not: 'an event', text: 'ä'.repeat(300 * KIBIBYTE) });
    const { id, payload: beginning } = await refused(payload);
    expect(beginning.length).toBeLessThan(payload.length);
    const { status, body } = await world.call('GET', `${acme}/dead-letters/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, reason: 'invalid_event', truncatedFrom: null, replayedAt: null });
    expect(body.payload === payload).toBe(true);
  });

  it('is not shown to another tenant, nor where there is none', async () => {
    const { id } = await refused('{"another":"one"}');
    await world.keyFor('other', 'viewer');
    const paths = [`/v1/tenants/other/dead-letters/${id}`, `${acme}/dead-letters/none`];
    for (const path of paths) expect((await world.call('GET', path)).status).toBe(404);
  });

  it('is published mended, once it is acceptable, and counts as replayed', async () => {
    const { id } = await refused(JSON.stringify(event('mended', { data: { ticket: {} } })));
    const before = (await letters()).length;
    const answer = await replay(id, { event: event('mended') });
    expect([answer.status, answer.body]).toEqual([202, { id, subject: 'events.acme.ticket.created' }]);
    const accepted = await world.soon(`${acme}/events/mended`, isAccepted);
    expect(accepted.body.event).toMatchObject(event('mended'));
    expect((await stored(id)).replayedAt).not.toBeNull();
    expect(await letters()).toHaveLength(before);
  });

  it('may become an event of another type, on the subject of that type', async () => {
    const { id } = await refused(JSON.stringify(event('retyped', { type: 'ticket.craeted' })));
    const answer = await replay(id, { event: event('retyped', { type: 'custom.opened' }) });
    expect([answer.status, answer.body.subject]).toEqual([202, 'events.acme.custom.opened']);
    await world.soon(`${acme}/events/retyped`, isAccepted);
  });

  it('tells the audit log that it was mended, and not of what', async () => {
    const { id } = await refused('{}');
    expect((await replay(id, { event: event('audited') })).status).toBe(202);
    const log = await world.call('GET', `${acme}/audit-log?target=${id}`);
    expect(log.body.items).toEqual([
      expect.objectContaining({
        operation: 'replayDeadLetter',
        target: { kind: 'dead-letter', id, name: null },
        changes: { event: { before: null, after: '[set]' } },
      }),
    ]);
    expect(log.text).not.toContain(SUBJECT);
  });

  it.each([
    ['no ticket', event('bad', { data: { ticket: {} } }), 422, '/event/data/ticket/id'],
    ['no id', event(''), 422, '/event/id'],
    ['an unknown type', event('bad', { type: 'ticket.craeted' }), 422, '/event/type'],
    ['no type', event('bad', { type: undefined }), 422, '/event/type'],
    ["Deskhook's own news", event('bad', { type: 'deskhook.endpoint_disabled' }), 422, '/event/type'],
    ['a loop', event('bad', { hopcount: 6 }), 422, '/event/hopcount'],
    ['too much', event('bad', { data: { ticket: { id: 1, text: 'x'.repeat(1_000_000) } } }), 413, '/event'],
    ['nothing', {}, 422, '/event/specversion'],
    ['no object', [], 422, '/event'],
  ])(
    'is not published with %s: that is answered, and makes no other dead letter',
    async (_, bad, status, at) => {
      const { id } = await refused('{"bad":true}');
      const before = (await letters()).length;
      const { state } = await broker.jsm.streams.info(STREAMS.events);
      const answer = await replay(id, { event: bad });
      expect(answer.status).toBe(status);
      expect(answer.body.errors).toContainEqual({ pointer: at, detail: expect.any(String) });
      expect((await broker.jsm.streams.info(STREAMS.events)).state.last_seq).toBe(state.last_seq);
      expect((await stored(id)).replayedAt).toBeNull();
      expect(await letters()).toHaveLength(before);
    },
  );

  it('is not replayed by a body that is something else', async () => {
    const { id } = await refused('{"else":true}');
    const misspelt = await replay(id, { evnt: event('x') });
    expect([misspelt.status, misspelt.body.errors[0].pointer]).toEqual([422, '/evnt']);
    const headers = { 'content-type': 'application/json' };
    const broken = await world.call('POST', `${acme}/dead-letters/${id}/replay`, { body: '{', headers });
    expect(broken.status).toBe(400);
    expect((await stored(id)).replayedAt).toBeNull();
    expect((await replay(id, {})).status).toBe(202);
    const again = (one: { readonly replayOf: string | null }) => one.replayOf === id;
    await world.soon(`${acme}/dead-letters?limit=200`, ({ body }) => body.items.some(again));
  });

  it('of which only the beginning was kept can be mended, and only that', async () => {
    const { id } = await refused(JSON.stringify(event('large', { text: 'x'.repeat(1_200 * KIBIBYTE) })));
    expect((await world.call('GET', `${acme}/dead-letters/${id}`)).body.truncatedFrom).toBeGreaterThan(
      1_200_000,
    );
    expect((await replay(id, {})).status).toBe(409);
    expect((await replay(id, { event: event('large') })).status).toBe(202);
    await world.soon(`${acme}/events/large`, isAccepted);
  });

  it('that was no event cannot become one', async () => {
    const known = new Set((await letters()).map(({ id }) => id));
    const subject = subjects.command('acme', 'add_note');
    const lost = { subject, payload: '{}', messageId: 'lost' };
    await publishUnstored(new Publisher(broker), STREAMS.commands, lost, Date.now());
    const { id } = await newLetter(known);
    const answer = await replay(id, { event: event('command') });
    expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining(subject)]);
    expect((await stored(id)).replayedAt).toBeNull();
  });

  it('of no tenant that exists cannot be mended', async () => {
    for (const tenant of ['_', 'nobody']) {
      const answer = await replay('some', { event: event('nowhere') }, `/v1/tenants/${tenant}`);
      expect([answer.status, answer.body.detail]).toEqual([404, expect.stringContaining(tenant)]);
    }
  });
});
