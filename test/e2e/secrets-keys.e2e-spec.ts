import { hash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { connectBroker } from '@deskhook/messaging';
import { SecretBox, startService, subscriptionAuthContext, type RunningService } from '@deskhook/runtime';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { gatewayService } from '../../services/gateway/src/index.js';
import { subscriptionsService } from '../../services/subscriptions/src/index.js';
import { ConfigRecords } from '../support/config-records.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { freePort, waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const aKey = () => randomBytes(32).toString('base64');
const idOf = (key: string) => hash('sha256', Buffer.from(key, 'base64'), 'hex').slice(0, 8);
const [OLD, NEW] = [aKey(), aKey()];
const OWN = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const PASSWORD = 'a password';
const ROOT_KEY = 'root-key-of-the-tests';
const tenant = '/v1/tenants/acme';
/** More than one batch takes. */
const IDLE = 120;

describe('the key that secrets are sealed with', () => {
  let nats: NatsServer;
  let database: Database;
  let receiver: Receiver;
  let url: string;
  let services: RunningService[] = [];
  let shared: string;
  let own: string;

  beforeAll(async () => {
    [nats, database, receiver] = await Promise.all([startNatsServer(), createDatabase(), startReceiver()]);
    await start({ DESKHOOK_SECRETS_KEY: OLD });
    await call('PUT', tenant, {});
    shared = (await call('POST', `${tenant}/rotate-secret`, {})).defaultSecret;
    own = await create({ secret: OWN, auth: { type: 'basic', username: 'crm', password: PASSWORD } });
    await create({ events: ['ticket.closed'] });
    for (let made = 0; made < IDLE; made += 20)
      await Promise.all(
        Array.from({ length: 20 }, () =>
          create({ secret: OWN, events: ['custom.never'], status: 'inactive' }),
        ),
      );
  });
  afterAll(async () => {
    await stop();
    await Promise.all([receiver.close(), nats.stop(), database.drop()]);
  });

  const settings = (keys: NodeJS.ProcessEnv, port: number) => ({
    DESKHOOK_NATS_URL: nats.url,
    DESKHOOK_DATABASE_URL: database.url,
    DESKHOOK_ROOT_KEY: ROOT_KEY,
    DESKHOOK_HTTP_PORT: String(port),
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_LOG_LEVEL: 'silent',
    DESKHOOK_STREAM_MIB_MAX: '64',
    ...keys,
  });

  async function start(keys: NodeJS.ProcessEnv): Promise<void> {
    const port = await freePort();
    const env = settings(keys, port);
    url = `http://127.0.0.1:${port}`;
    services = await Promise.all([
      startService(subscriptionsService, env),
      startService(gatewayService, env),
      startService(evaluatorService, env),
      startService(dispatcherService, env),
    ]);
    const isUp = async () => {
      const { dependencies } = await call('GET', '/readyz');
      return (
        ['subscriptions', 'evaluator', 'dispatcher', 'config-view'].every(
          (name) => dependencies[name].status === 'up',
        ) || undefined
      );
    };
    await waitUntil(isUp, { what: 'the services', timeoutMs: 60_000 });
  }
  const stop = async () => void (await Promise.all(services.map((service) => service.stop())));

  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of any shape
  async function call(method: string, path: string, json?: object): Promise<any> {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${ROOT_KEY}`, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    return response.json();
  }

  async function create(overrides: object): Promise<string> {
    const json = { name: 'CRM', urls: [receiver.url], events: ['ticket.created'], ...overrides };
    const made = await call('POST', `${tenant}/subscriptions`, json);
    expect(made).toMatchObject({ id: expect.any(String) });
    return made.id;
  }

  const publish = (id: string, type: string) =>
    call('POST', `${tenant}/events`, {
      id,
      source: '/helpdesk',
      type,
      specversion: '1.0',
      data: { ticket: { id: 1 } },
    });

  /** One event for each of the two subscriptions, and the secret that must have signed it. */
  async function deliver(round: string): Promise<void> {
    const before = receiver.requests.length;
    for (const [type, secret] of [
      ['ticket.created', OWN],
      ['ticket.closed', shared],
    ] as const) {
      const id = `${round}-${type}`;
      await publish(id, type);
      const told = await waitUntil(
        () => receiver.requests.slice(before).find(({ body }) => body.toString().includes(`"${id}"`)),
        { what: id, timeoutMs: 60_000 },
      );
      const headers = Object.fromEntries(
        Object.entries(told.headers).map(([name, value]) => [name, String(value)]),
      );
      expect(new Webhook(secret).verify(told.body.toString(), headers)).toMatchObject({ id });
    }
  }

  /** What holds ciphertexts of the key, in Postgres. */
  async function sealedWith(key: string): Promise<number> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT id FROM subscriptions.subscriptions WHERE concat(secrets, auth, tls) LIKE $1
       UNION ALL SELECT id FROM subscriptions.tenants WHERE secrets::text LIKE $1`,
      [`%"v1.${idOf(key)}.%`],
    );
    await client.end();
    return rows.length;
  }

  it('signs with what it sealed', async () => {
    await deliver('before');
    expect(await sealedWith(OLD)).toBe(IDLE + 2);
  });

  it('is exchanged while deliveries go on: everything is sealed anew, and nothing that the API shows changes', async () => {
    const shown = await call('GET', `${tenant}/subscriptions/${own}`);
    await stop();
    await start({ DESKHOOK_SECRETS_KEY: NEW, DESKHOOK_SECRETS_KEYS_OLD: `${aKey()}, ${OLD}` });
    await deliver('during');
    const done = async () => ((await sealedWith(OLD)) === 0 ? true : undefined);
    await waitUntil(done, { what: 'new ciphertexts', timeoutMs: 60_000 });
    expect(await sealedWith(NEW)).toBe(IDLE + 2);
    expect(await call('GET', `${tenant}/subscriptions/${own}`)).toEqual(shown);
  });

  it('is not needed any more after that, neither for signatures nor for credentials', async () => {
    const records = await ConfigRecords.open(nats.url, { DESKHOOK_SECRETS_KEY: NEW });
    await waitUntil(
      async () =>
        JSON.stringify(await records.read(`subscription.acme.${own}`)).includes(idOf(OLD)) ? undefined : true,
      { what: 'the projection', timeoutMs: 60_000 },
    );
    await stop();
    await start({ DESKHOOK_SECRETS_KEY: NEW });
    await deliver('after');
    const { auth, open } = await records.subscription('acme', own);
    const context = subscriptionAuthContext('acme', own);
    expect(auth.type === 'basic' && new SecretBox(NEW).open(auth.sealed, context)).toBe(PASSWORD);
    expect(open).toEqual([OWN]);
    expect((await call('GET', tenant)).defaultSecret).toBe(shared);
    await records.close();
  });

  it('keeps deliveries from no dispatcher that has it, where another one has not', async () => {
    const broker = await connectBroker({ url: nats.url, name: 'test' });
    const astray = await startService(dispatcherService, settings({ DESKHOOK_SECRETS_KEY: aKey() }, 1));
    for (const round of ['one', 'two', 'three']) await deliver(`beside-${round}`);
    const dispatcher = services.pop();
    await dispatcher?.stop();
    const before = receiver.requests.length;
    await publish('alone', 'ticket.created');
    const waits = async () => {
      const { state } = await broker.jsm.streams.info(STREAMS.parked);
      const direct = await broker.jsm.consumers.info(STREAMS.deliveries, CONSUMERS.dispatcherDeliveries);
      return (state.messages > 0 && direct.num_ack_pending === 0) || undefined;
    };
    await waitUntil(waits, { what: 'the lane', timeoutMs: 60_000 });
    services.push(await startService(dispatcherService, settings({ DESKHOOK_SECRETS_KEY: NEW }, 1)));
    await receiver.received(before + 1);
    expect((await broker.jsm.streams.info(STREAMS.dead)).state.messages).toBe(0);
    await astray.stop();
    await broker.connection.close();
  }, 90_000);

  it('is refused by its place when it is none, and never shown', async () => {
    const env = settings({ DESKHOOK_SECRETS_KEY: NEW, DESKHOOK_SECRETS_KEYS_OLD: `${OLD},planted` }, 1);
    const refused = startService(subscriptionsService, env);
    await expect(refused).rejects.toThrow('DESKHOOK_SECRETS_KEYS_OLD: key 2 is not 32 bytes in base64');
    await expect(refused).rejects.not.toThrow('planted');
  });
});
