import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBroker } from '@deskhook/messaging';
import { startService } from '@deskhook/runtime';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiAnswer, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const tenant = '/v1/tenants/acme';
const JANE = { id: 45, name: 'Jane Doe', email: 'jane.doe@example.com', phone: '+49 30 1234567' };
const BOB = { id: 46, name: 'Bob Roe', email: 'bob.roe@example.com' };

type Body = ApiAnswer['body'];

describe('the erasure of a person', () => {
  let world: ApiWorld;
  let receiver: Receiver;
  let code = 200;
  const ticketOf = (requester: object, id = 7, text = 'I am Jane Doe, +49 30 1234567') =>
    anEvent({
      data: {
        ticket: { id, subject: 'Cannot log in', requester, body: { text } },
      },
    });
  beforeAll(async () => {
    // An answer that repeats what was sent, and an error that names the person.
    receiver = await startReceiver(({ body }) => ({
      code,
      body: body.toString('utf8'),
      headers: { 'x-seen': 'jane.doe@example.com' },
    }));
    world = await startApiWorld({}, [
      (env) => startService(evaluatorService, env),
      (env) => startService(dispatcherService, env),
      (env) => startService(logsService, env),
    ]);
    await world.keyFor('acme', 'viewer');
  });
  afterAll(async () => {
    await world.close();
    await receiver.close();
  });

  const get = async (path: string): Promise<Body> => (await world.call('GET', `${tenant}/${path}`)).body;
  const publish = async (event: object, of = tenant) =>
    expect((await world.call('POST', `${of}/events`, { json: event })).status).toBe(202);
  const subscribe = async (json: object = {}, of = tenant): Promise<string> => {
    const made = await world.call('POST', `${of}/subscriptions`, {
      json: { name: 'CRM', urls: [receiver.url], events: ['ticket.created'], ...json },
    });
    expect(made.status).toBe(201);
    return made.body.id;
  };
  const deliveryOf = async (eventId: string | undefined, status: string, of = tenant): Promise<string> => {
    const list = await world.soon(
      `${of}/deliveries?event=${eventId ?? ''}`,
      ({ body }) => body.items[0]?.status === status,
    );
    return list.body.items[0].id;
  };
  const erase = async (json: object): Promise<Body> => {
    const begun = await world.call('POST', `${tenant}/erasures`, { json });
    expect(begun.status).toBe(202);
    return begun.body;
  };
  const ended = async (id: string): Promise<Body> =>
    (await world.soon(`${tenant}/erasures/${id}`, ({ body }) => body.state !== 'running')).body;

  it('takes them out of events, bodies sent, answers and dead letters, and nobody else', async () => {
    code = 400;
    const id = await subscribe({ delivery: { retrySchedule: [] } });
    const [jane, bob] = [ticketOf(JANE), ticketOf(BOB, 8, 'I am Bob')];
    await publish(jane);
    await publish(bob);
    const broker = await connectBroker({ url: world.nats.url, name: 'test' });
    await broker.js.publish('events.acme.ticket.created', JSON.stringify({ reporter: JANE }));
    await broker.js.publish('events.acme.ticket.created', 'From: Jane.Doe@example.com');
    await broker.connection.close();
    const [delivery, other] = [await deliveryOf(jane.id, 'dead'), await deliveryOf(bob.id, 'dead')];
    await world.soon(`${tenant}/dead-letters`, ({ body }) => body.items.length === 2);

    const begun = await erase({ email: 'Jane.Doe@Example.com' });
    expect(begun).toMatchObject({
      email: 'j…@example.com',
      requesterId: null,
      startedBy: 'root',
      detail: null,
    });
    const done = await ended(begun.id);
    expect(done).toMatchObject({ state: 'done', openDeliveries: 0, erased: { deadLetters: 2 } });
    expect(done.erased.bodies).toBeGreaterThanOrEqual(1);
    expect(done.erased.attempts).toBeGreaterThanOrEqual(2);

    const event = await get(`events/${jane.id}`);
    expect(event.event.data.ticket).toEqual({
      id: 7,
      subject: 'Cannot log in',
      requester: { id: 45, name: '[erased]', email: '[erased]', phone: '[erased]' },
      body: { text: 'I am [erased], [erased]' },
    });
    const shown = await get(`deliveries/${delivery}`);
    expect(JSON.parse(shown.attempts[0].requestBody).data.ticket.requester.name).toBe('[erased]');
    expect(JSON.parse(shown.attempts[0].responseBody).data.ticket.requester.email).toBe('[erased]');
    const letters = await get('dead-letters');
    for (const text of [event, shown, letters].map((body) => JSON.stringify(body)))
      expect(text).not.toMatch(/jane\.doe|Jane Doe|1234567/i);
    expect((await get(`events/${bob.id}`)).event.data.ticket.requester).toEqual(BOB);
    expect((await get(`deliveries/${other}`)).attempts[0].requestBody).toContain('bob.roe@example.com');

    code = 200;
    const replay = await world.call('POST', `${tenant}/deliveries/${delivery}/replay`);
    expect([replay.status, replay.body.detail]).toEqual([409, expect.stringContaining('erased')]);
    const many = await world.call('POST', `${tenant}/replays`, { json: { subscription: id, perSecond: 0 } });
    const replayed = await world.soon(
      `${tenant}/replays/${many.body.id}`,
      ({ body }) => body.state === 'done',
    );
    expect(replayed.body).toMatchObject({ replayed: 1, skippedBy: { erased: 1 } });
    const letter = await world.call('POST', `${tenant}/dead-letters/${letters.items[0].id}/replay`);
    expect([letter.status, letter.body.detail]).toEqual([409, expect.stringContaining('erased')]);

    // The answer to Bob's replay named her again.
    const again = await ended((await erase({ email: JANE.email })).id);
    expect(again).toMatchObject({
      state: 'done',
      erased: { bodies: 0, events: 0, attempts: 1, texts: 0, deadLetters: 0, replays: 0 },
    });
    await world.call('DELETE', `${tenant}/subscriptions/${id}`);
  });

  it('finds them by their id, and then by the addresses that it learns', async () => {
    code = 200;
    const id = await subscribe();
    const person = { id: 99, name: 'Ann Poe', email: 'ann.poe@example.com' };
    const [one, two] = [ticketOf(person), ticketOf({ id: 46, email: 'bob.roe@example.com' }, 9)];
    const mentioned = { ...two, data: { ...two.data, note: 'ask ann.poe@example.com' } };
    await publish(one);
    await publish(mentioned);
    await deliveryOf(one.id, 'delivered');
    await deliveryOf(mentioned.id, 'delivered');
    const begun = await erase({ requesterId: 99 });
    expect(begun).toMatchObject({ email: null, requesterId: '99' });
    expect((await ended(begun.id)).state).toBe('done');
    expect((await get(`events/${one.id}`)).event.data.ticket.requester).toEqual({
      id: 99,
      name: '[erased]',
      email: '[erased]',
    });
    expect((await get(`events/${mentioned.id}`)).event.data.note).toBe('ask [erased]');
    await world.call('DELETE', `${tenant}/subscriptions/${id}`);
  });

  it('goes on with what is still on its way, and does not let it come back', async () => {
    code = 500;
    const id = await subscribe({ delivery: { retrySchedule: ['1h'] } });
    const person = { id: 100, name: 'Kim Loe', email: 'kim.loe@example.com' };
    const event = ticketOf(person);
    await publish(event);
    const delivery = await deliveryOf(event.id, 'retrying');
    const begun = await erase({ email: person.email });
    const waiting = await world.soon(
      `${tenant}/erasures/${begun.id}`,
      ({ body }) => body.openDeliveries === 1,
    );
    expect(waiting.body).toMatchObject({ state: 'running' });
    code = 200;
    const bodies = receiver.requests.length;
    expect((await world.call('POST', `${tenant}/deliveries/${delivery}/replay`)).status).toBe(409);
    expect((await world.call('DELETE', `${tenant}/subscriptions/${id}`)).status).toBe(204);
    expect(receiver.requests.slice(bodies)).toEqual([]);
    expect(JSON.stringify(await get(`deliveries/${delivery}`))).not.toContain(person.email);
    const list = await get('erasures?limit=1');
    expect(list.items[0]).toMatchObject({ id: begun.id, waiting: expect.stringContaining('1 deliveries') });
  });

  it('says what is wrong with its input', async () => {
    const refused = async (json: object) => {
      const answer = await world.call('POST', `${tenant}/erasures`, { json });
      return [answer.status, answer.body.errors?.[0]?.pointer];
    };
    expect(await refused({})).toEqual([422, '']);
    expect(await refused({ email: 'x' })).toEqual([422, '/email']);
    expect(await refused({ email: 'a@example.com', requesterId: 1 })).toEqual([422, '']);
    expect(await refused({ name: 'Jane' })).toEqual([422, '/name']);
    expect((await world.call('GET', `${tenant}/erasures/none`)).status).toBe(404);
  });

  it('of a deleted tenant leaves nothing to a new one of that name', async () => {
    code = 200;
    const path = '/v1/tenants/former';
    await world.keyFor('former', 'admin');
    await subscribe({}, path);
    const event = anEvent({ tenant: 'former' });
    await publish(event, path);
    await deliveryOf(event.id, 'delivered', path);
    await world.call('DELETE', path);
    await world.keyFor('former', 'admin');
    const own = anEvent({ tenant: 'former' });
    await publish(own, path);
    await waitUntil(
      async () => {
        const { body } = await world.call('GET', `${path}/events`);
        return body.items.length === 1 && body.items[0].id === own.id ? true : undefined;
      },
      { what: 'the log of the new tenant alone', timeoutMs: 60_000 },
    );
    for (const list of ['deliveries', 'dead-letters', 'replays'])
      expect([list, (await world.call('GET', `${path}/${list}`)).body.items]).toEqual([list, []]);
    expect((await world.call('GET', `${path}/stats`)).body.total.count).toBe(0);
  });

  /** One is looked for after the other, in the order in which they came and went. */
  async function afterFormerTenantsWereLookedFor(): Promise<void> {
    const path = '/v1/tenants/marker';
    await world.keyFor('marker', 'admin');
    await publish(anEvent({ tenant: 'marker' }), path);
    const events = async () => (await world.call('GET', `${path}/events`)).body.items.length;
    const heard = async () => (await events()) === 1 || undefined;
    await waitUntil(heard, { what: 'the event in the log', timeoutMs: 60_000 });
    await world.call('DELETE', path);
    await world.keyFor('marker', 'admin');
    const erased = async () => (await events()) === 0 || undefined;
    await waitUntil(erased, { what: 'the log of the deleted tenant gone', timeoutMs: 60_000 });
  }

  it('leaves a tenant that is made late what was published before', async () => {
    const path = '/v1/tenants/late';
    const event = anEvent({ tenant: 'late' });
    const broker = await connectBroker({ url: world.nats.url, name: 'test' });
    await broker.js.publish('events.late.ticket.created', JSON.stringify(event));
    await broker.connection.close();
    const letters = async () => (await world.call('GET', `${path}/dead-letters`)).body.items;
    const kept = async () => (await letters())[0]?.id;
    const id = await waitUntil(kept, { what: 'the dead letter', timeoutMs: 60_000 });
    await world.keyFor('late', 'admin');
    await subscribe({}, path);
    await afterFormerTenantsWereLookedFor();
    expect((await world.call('POST', `${path}/dead-letters/${id}/replay`)).status).toBe(202);
    await deliveryOf(event.id, 'delivered', path);
    expect(await letters()).toMatchObject([{ id, reason: 'unknown_tenant' }]);
  });
});
