import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createHttpPublisher,
  RefusedError,
  type HttpPublisherOptions,
  type Obstacle,
} from '@deskhook/publisher';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startReceiver } from '../support/receiver.js';

const ticket = { id: 123, subject: 'Cannot log in' };

describe('a publisher over HTTP', () => {
  let world: ApiWorld;
  let key: string;
  beforeAll(async () => {
    world = await startApiWorld();
    key = await world.keyFor('acme', 'publisher');
  }, 90_000);
  afterAll(() => world.close());

  const publisherOf = (options: Partial<HttpPublisherOptions> = {}) =>
    createHttpPublisher({ url: world.url, key, tenant: 'acme', ...options });
  async function storedIds(): Promise<string[]> {
    const connection = await connect({ servers: world.nats.url });
    const { streams } = await jetstreamManager(connection);
    const { state } = await streams.info('EVENTS');
    const sequences = Array.from({ length: state.messages }, (_, index) => state.first_seq + index);
    const messages = await Promise.all(sequences.map((seq) => streams.getMessage('EVENTS', { seq })));
    await connection.close();
    return messages.map((message) => message?.json<{ readonly id: string }>().id ?? '');
  }

  it('stores what it is given, in batches, in the order of a ticket', async () => {
    const publisher = publisherOf();
    const ids = Array.from({ length: 20 }, (_, index) => `order-${index}`);
    const all = await Promise.all(ids.map((id) => publisher.publish('ticket.updated', { ticket }, { id })));
    expect(all.map(({ event, tries }) => [event.id, tries])).toEqual(ids.map((id) => [id, 1]));
    expect((await storedIds()).filter((id) => id.startsWith('order-'))).toEqual(ids);
    expect(await publisher.close()).toEqual({ notStored: [] });
  });

  it('stores the good ones of a batch, and names the field of the bad one', async () => {
    const publisher = publisherOf();
    const publish = (id: string, extra: object = {}) =>
      publisher.publish('ticket.created', { ticket: { ...ticket, id, ...extra } }, { id: `partial-${id}` });
    const all = [publish('first'), publish('1'), publish('2', { custom_fields: 'none' }), publish('3')];
    const ends = await Promise.allSettled(all);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    await expect(all[2]).rejects.toThrow(RefusedError);
    await expect(all[2]).rejects.toThrow('/data/ticket/custom_fields: ');
    const stored = (await storedIds()).filter((id) => id.startsWith('partial-'));
    expect(stored.toSorted()).toEqual(['partial-1', 'partial-3', 'partial-first']);
    await publisher.close();
  });

  it('is refused with the reason: an unknown key, and a tenant that the key is not for', async () => {
    const unknown = publisherOf({ key: 'dhk_unknown' });
    await expect(unknown.publish('ticket.created', { ticket })).rejects.toThrow(RefusedError);
    const other = publisherOf({ tenant: 'other' });
    await expect(other.publish('ticket.created', { ticket })).rejects.toThrow(RefusedError);
    await Promise.all([unknown.close(), other.close()]);
  });

  it('waits for a gateway that is away, and then stores all under the same ids', async () => {
    const pauses: Obstacle[] = [];
    const gateway = await startSwitchedProxy(world.url);
    const publisher = publisherOf({ url: gateway.url, onRetry: (obstacle) => pauses.push(obstacle) });
    const all = Promise.all(
      ['away-1', 'away-2'].map((id) => publisher.publish('note.created', { ticket }, { id })),
    );
    await waitUntil(() => pauses[1], { what: 'two pauses', timeoutMs: 60_000 });
    expect(pauses[0]?.error.message).toMatch(/^no answer from http:\/\/127/);
    gateway.open();
    expect((await all).map(({ event }) => event.id)).toEqual(['away-1', 'away-2']);
    await publisher.close();
    await gateway.close();
  });
});

it('waits as long as Retry-After asks for', async () => {
  const receiver = await startReceiver();
  receiver.answer(() =>
    receiver.requests.length === 1 ? { code: 429, headers: { 'retry-after': '1' } } : counted(1),
  );
  const pauses: Obstacle[] = [];
  const onRetry = (obstacle: Obstacle) => pauses.push(obstacle);
  const publisher = createHttpPublisher({ url: receiver.url, key: 'k', tenant: 'acme', onRetry });
  expect(await publisher.publish('ticket.created', { ticket })).toMatchObject({ tries: 2 });
  expect(pauses).toMatchObject([{ delayMs: 1_000 }]);
  const [first, second] = receiver.requests.map(({ body }) => body.toString());
  expect(second).toBe(first);
  expect(receiver.requests[0]).toMatchObject({
    path: '/v1/tenants/acme/events',
    headers: { authorization: 'Bearer k', 'content-type': 'application/cloudevents-batch+json' },
  });
  await publisher.close();
  await receiver.close();
});

it('sends smaller requests where a proxy takes no larger ones, and refuses an event that is too large alone', async () => {
  const receiver = await startReceiver(({ body }) =>
    body.length > 2_000 ? { code: 413 } : counted(JSON.parse(body.toString()).length),
  );
  const publisher = createHttpPublisher({ url: receiver.url, key: 'k', tenant: 'acme' });
  const publish = (id: number, text: string) => publisher.publish('custom.x', { text }, { id: `${id}` });
  const all = Array.from({ length: 40 }, (_, id) => publish(id, 'x'.repeat(200)));
  const large = publish(40, 'x'.repeat(2_000));
  await expect(large).rejects.toThrow(RefusedError);
  expect((await Promise.all(all)).map(({ event }) => event.id)).toEqual(all.map((_, id) => `${id}`));
  const taken = receiver.requests.filter(({ body }) => body.length <= 2_000);
  const ids = taken.flatMap(({ body }): { readonly id: string }[] => JSON.parse(body.toString()));
  expect(new Set(ids.map(({ id }) => id)).size).toBe(40);
  expect(ids).toHaveLength(40);
  await publisher.close();
  await receiver.close();
});

it('takes a login page for no answer of the gateway, and stores all once that lets it through', async () => {
  const receiver = await startReceiver(({ body }) =>
    receiver.requests.length <= 2
      ? { code: 200, headers: { 'content-type': 'text/html' }, body: '<title>Sign in</title>' }
      : counted(JSON.parse(body.toString()).length),
  );
  const pauses: Obstacle[] = [];
  const onRetry = (obstacle: Obstacle) => pauses.push(obstacle);
  const publisher = createHttpPublisher({ url: receiver.url, key: 'k', tenant: 'acme', onRetry });
  expect(await publisher.publish('ticket.created', { ticket })).toMatchObject({ tries: 3 });
  expect(pauses.map(({ error }) => error.message)).toEqual([
    expect.stringMatching(/\/v1\/tenants\/acme\/events answered 200 and did not count/),
    expect.stringContaining("this is not Deskhook's gateway"),
  ]);
  await publisher.close();
  await receiver.close();
});

it('says why nobody answers, also at a name of several addresses', async () => {
  const port = await freePort();
  for (const host of ['127.0.0.1', 'localhost']) {
    const url = `http://${host}:${port}`;
    const publisher = createHttpPublisher({ url, key: 'k', tenant: 'acme', giveUpAfterMs: 300 });
    await expect(publisher.publish('ticket.created', { ticket })).rejects.toThrow(
      new RegExp(`no answer from ${url}: .*ECONNREFUSED`),
    );
    await publisher.close();
  }
});

it('follows no redirect, and names where it leads to', async () => {
  const target = await startReceiver();
  const location = `${target.url}/v1/tenants/acme/events?state=of-a-login`;
  const receiver = await startReceiver(() => ({ code: 308, headers: { location } }));
  const publisher = createHttpPublisher({ url: receiver.url, key: 'k', tenant: 'acme' });
  const published = publisher.publish('ticket.created', { ticket });
  await expect(published).rejects.toThrow(RefusedError);
  await expect(published).rejects.toThrow(
    `redirects to ${target.url}/v1/tenants/acme/events (308): give the address`,
  );
  expect(target.requests).toEqual([]);
  await publisher.close();
  await Promise.all([receiver.close(), target.close()]);
});

/** As the gateway answers when all is stored. */
function counted(accepted: number) {
  return { code: 202, body: JSON.stringify({ accepted }) };
}

/** A way to the gateway that ends every connection until it is opened. */
async function startSwitchedProxy(target: string) {
  let isOpen = false;
  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const headers = { authorization, 'content-type': type };
    const body = await text(request);
    const answer = await fetch(target + request.url, { method: 'POST', headers, body });
    response.writeHead(answer.status).end(await answer.text());
  };
  const server = createServer((request, response) => {
    if (isOpen) void forward(request, response);
    else request.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    open: () => {
      isOpen = true;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
