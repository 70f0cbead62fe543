import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEvent } from '../support/events.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startServices, type RunningServices } from '../support/services.js';

const SERVICES = ['subscriptions', 'logs', 'evaluator', 'dispatcher', 'scheduler', 'gateway'];
const LOST = ['event-lost-1', 'event-lost-2', 'event-lost-3'];
/** No dispatcher has seen their deliveries when the broker is lost. */
const UNSENT = ['event-unsent-1', 'event-unsent-2'];
/** The first retry is due when the broker has been lost, and not before. */
const RETRY_SCHEDULE = ['20s', '1h'];

let storeDir: string;
let nats: NatsServer;
let database: Database;
let receiver: Receiver;
let services: RunningServices;
beforeAll(async () => {
  storeDir = await mkdtemp(join(tmpdir(), 'deskhook-disaster-'));
  [nats, database, receiver] = await Promise.all([
    startNatsServer({ storeDir }),
    createDatabase(),
    startReceiver(({ path }) => ({ code: path === '/down' ? 500 : 204 })),
  ]);
  services = await startServices({
    natsUrl: nats.url,
    databaseUrl: database.url,
    names: SERVICES,
    env: { DESKHOOK_STREAM_MIB_MAX: '64', DESKHOOK_LEDGER_GRACE_MS: '1000' },
  });
}, 120_000);
afterAll(async () => {
  await services.stop();
  await Promise.all([nats.stop(), database.drop(), receiver.close()]);
  await rm(storeDir, { recursive: true, force: true });
});

// oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape
async function get(path: string): Promise<any> {
  return (await services.api('GET', `/v1/tenants/acme${path}`)).json();
}

async function post(path: string, body: object): Promise<number> {
  return (await services.api('POST', `/v1/tenants/acme${path}`, body)).status;
}

/** The ledger, once it is as expected. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape
async function ledger(isThere: (figures: Readonly<Record<string, unknown>>) => boolean): Promise<any> {
  let last: unknown;
  const look = async () => {
    const figures = await get('/ledger');
    last = figures;
    return isThere(figures) ? figures : undefined;
  };
  return waitUntil(look, { what: 'the ledger', timeoutMs: 100_000, pollMs: 250 }).catch((error: unknown) => {
    throw new Error(`the ledger stays at ${JSON.stringify(last)}`, { cause: error });
  });
}

async function readiness(): Promise<string> {
  return (await services.api('GET', '/readyz').catch(() => undefined))?.text() ?? '';
}

describe('a broker that comes back with nothing, and a database that lives', () => {
  it('is filled again by the services, which go on by themselves', async () => {
    expect((await services.api('PUT', '/v1/tenants/acme', { name: 'Acme' })).status).toBe(200);
    for (const path of ['/up', '/down']) {
      const settings = {
        urls: [receiver.url + path],
        events: ['*'],
        delivery: { retrySchedule: RETRY_SCHEDULE },
      };
      expect(await post('/subscriptions', { name: path, ...settings })).toBe(201);
    }
    for (const id of LOST) expect(await post('/events', anEvent({ id }))).toBe(202);
    // What the log has not read when the broker goes is lost with it: here it has read everything.
    const before = await ledger(
      ({ evaluated, delivered, pending }) => evaluated === 3 && delivered === 3 && pending === 3,
    );
    expect(before).toMatchObject({ accepted: 3, deliveries: 6, unexplained: 0 });
    await services.processes.get('dispatcher')?.stop();
    for (const id of UNSENT) expect(await post('/events', anEvent({ id }))).toBe(202);
    await ledger(({ evaluated, pending }) => evaluated === 5 && pending === 7);

    await nats.kill9();
    await rm(join(storeDir, 'jetstream'), { recursive: true });
    await nats.restart();

    await waitUntil(async () => ((await readiness()).includes('has no stream') ? true : undefined), {
      what: 'the gateway to say what is lost',
      timeoutMs: 60_000,
      pollMs: 50,
    });
    await services.restart('dispatcher');
    await waitUntil(async () => ((await readiness()).includes('"status":"ready"') ? true : undefined), {
      what: 'the system to be ready again',
      timeoutMs: 120_000,
      pollMs: 100,
    });
    // For a moment nobody knows the tenant: its configuration is on its way from Postgres.
    await waitUntil(
      async () => ((await post('/events', anEvent({ id: 'event-after' }))) === 202 ? true : undefined),
      { what: 'the configuration to be there again', timeoutMs: 60_000, pollMs: 100 },
    );
    expect([...services.processes.values()].every((process) => process.isRunning())).toBe(true);
    await receiver.received(8);
    const ids = receiver.requests.slice(6).map(({ body }) => JSON.parse(body.toString()).id);
    expect(ids).toEqual(['event-after', 'event-after']);
  }, 300_000);

  it('does not hide what was lost: the ledger names every delivery of which nobody knows', async () => {
    const figures = await ledger(
      ({ accepted, deliveries, unexplained }) => accepted === 6 && deliveries === 12 && unexplained === 7,
    );
    const items: { readonly eventId: string }[] = figures.unexplainedItems;
    const twice = UNSENT.flatMap((id) => [id, id]);
    expect(items.map(({ eventId }) => eventId).toSorted()).toEqual([...LOST, ...twice]);
  }, 150_000);

  it('lets what was lost be replayed, after which the books are closed', async () => {
    receiver.answer(() => ({ code: 204 }));
    for (const status of ['retrying', 'pending']) expect(await post('/replays', { status })).toBe(202);
    const figures = await ledger(({ delivered, unexplained }) => delivered === 12 && unexplained === 0);
    expect(figures).toMatchObject({ accepted: 6, deliveries: 12, pending: 0 });
  }, 120_000);
});
