import { afterEach, describe, expect, it } from '@jest/globals';
import { BUCKETS, configKeys } from '@deskhook/contracts';
import { connectBroker } from '@deskhook/messaging';
import { Kvm } from '@nats-io/kv';
import { startApiWorld, type ApiWorld } from '../support/api-world.js';
import { anEvent } from '../support/events.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { waitUntil } from '../support/processes.js';

const events = '/v1/tenants/acme/events';

describe('while a part is away', () => {
  const cleanUps: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
  });

  async function start(env: NodeJS.ProcessEnv = {}): Promise<ApiWorld> {
    const world = await startApiWorld(env);
    cleanUps.push(() => world.close());
    return world;
  }
  async function ownPostgres(): Promise<Postgres> {
    const postgres = await startPostgres();
    cleanUps.push(() => postgres.stop());
    return postgres;
  }
  const dependency = async (world: ApiWorld, name: string) =>
    (await world.call('GET', '/readyz')).body.dependencies[name];

  it('events are taken without Postgres, and the rest says what is missing and heals', async () => {
    const postgres = await ownPostgres();
    const world = await start({ DESKHOOK_DATABASE_URL: postgres.url });
    const key = await world.keyFor('acme', 'admin');
    await postgres.kill9();
    expect((await world.call('POST', events, { key, json: anEvent() })).status).toBe(202);
    const list = await world.call('GET', '/v1/tenants/acme/subscriptions', { key });
    expect(list.body).toMatchObject({ status: 503, detail: expect.stringContaining('database') });
    expect(await dependency(world, 'postgres')).toMatchObject({ status: 'down' });
    expect((await world.call('GET', '/readyz')).body.status).toBe('degraded');
    await postgres.restart();
    const healed = async () =>
      (await world.call('GET', '/v1/tenants/acme', { key })).status === 200 ? true : undefined;
    await waitUntil(healed, { what: 'the subscriptions service', timeoutMs: 60_000 });
    expect(await dependency(world, 'postgres')).toEqual({ status: 'up' });
  });

  it('events are refused without the broker, and taken again after', async () => {
    const world = await start();
    const key = await world.keyFor('acme', 'admin');
    await world.nats.kill9();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const refused = await world.call('POST', events, { key, json: anEvent(), headers });
    expect(refused.body).toMatchObject({ status: 503, accepted: 0, errors: [{ pointer: '' }], traceId });
    const readiness = await world.call('GET', '/readyz');
    expect([readiness.status, readiness.body.status]).toEqual([503, 'unavailable']);
    await world.nats.restart();
    const taken = async () =>
      (await world.call('POST', events, { key, json: anEvent() })).status === 202 ? true : undefined;
    await waitUntil(taken, { what: 'the gateway', timeoutMs: 60_000 });
    // Each service comes back to the broker by itself; until then the gateway says that it does not answer.
    const made = async () => {
      const json = { name: 'after', urls: ['https://example.com'], events: ['*'] };
      const { status } = await world.call('POST', '/v1/tenants/acme/subscriptions', { key, json });
      expect([201, 503]).toContain(status);
      return status === 201 ? true : undefined;
    };
    await waitUntil(made, { what: 'the subscriptions service', timeoutMs: 60_000 });
  });

  it('a full stream pushes back, with the words of the broker', async () => {
    const world = await start({ DESKHOOK_STREAM_MIB_MAX: '16' });
    const key = await world.keyFor('acme', 'publisher');
    const large = () => anEvent({ data: { ticket: { id: 1, subject: 'x'.repeat(900_000) } } });
    const full = async () => {
      const answer = await world.call('POST', events, { key, json: large() });
      return answer.status === 202 ? undefined : answer;
    };
    const answer = await waitUntil(full, { what: 'a full stream', timeoutMs: 60_000, pollMs: 0 });
    expect(answer.body).toMatchObject({ status: 503, accepted: 0 });
    expect(answer.body.detail).toContain('maximum bytes exceeded');
  });

  it('the subscriptions service starts, and serves as soon as Postgres is there', async () => {
    const postgres = await ownPostgres();
    await postgres.kill9();
    const starting = start({ DESKHOOK_DATABASE_URL: postgres.url });
    await postgres.restart();
    const world = await starting;
    expect((await world.call('PUT', '/v1/tenants/acme', { json: {} })).status).toBe(200);
  });

  it('deleting a tenant takes its keys and subscriptions out of everybody’s view', async () => {
    const world = await start();
    const key = await world.keyFor('acme', 'admin');
    const json = { name: 'x', urls: ['https://example.com'], events: ['*'] };
    const { id } = (await world.call('POST', '/v1/tenants/acme/subscriptions', { key, json })).body;
    const broker = await connectBroker({ url: world.nats.url, name: 'test' });
    cleanUps.push(() => broker.connection.close());
    const bucket = await new Kvm(broker.js).open(BUCKETS.config);
    const record = async () => (await bucket.get(configKeys.subscription('acme', id)))?.operation;
    expect(await record()).toBe('PUT');
    expect((await world.call('DELETE', '/v1/tenants/acme')).status).toBe(204);
    expect(await record()).toBe('DEL');
    expect((await world.call('POST', events, { key, json: anEvent() })).status).toBe(401);
    expect((await world.call('POST', events, { json: anEvent() })).status).toBe(404);
    expect((await world.call('DELETE', '/v1/tenants/acme')).status).toBe(404);
  });
});
