import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BUCKETS, configKeys } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { VersionedBucket, connectBroker, ensureStreams, type Broker } from '@deskhook/messaging';
import { SecretBox } from '@deskhook/runtime';
import { Kvm, type KV } from '@nats-io/kv';
import { pino } from 'pino';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { createDatabase, type Database as TestDatabase } from '../../../test/support/postgres.js';
import { waitUntil } from '../../../test/support/processes.js';
import { ConfigProjector } from './config-projector.js';
import { ConfigProjection } from './config.projection.js';
import { ConfigWrites } from './config-writes.js';
import { SUBSCRIPTIONS_DATABASE } from './database.settings.js';
import { SigningSecrets } from './signing-secret.js';
import { TenantsService } from './tenants.service.js';

const logger = pino({ level: 'silent' });
const secrets = new SigningSecrets(new SecretBox(randomBytes(32).toString('base64')), logger);

describe('the projection of Postgres into the configuration bucket', () => {
  let nats: NatsServer;
  let test: TestDatabase;
  let brokers: readonly [Broker, Broker];
  let database: Database;
  let bucket: KV;
  let projections: ConfigProjection[];

  beforeAll(async () => {
    [nats, test] = await Promise.all([startNatsServer(), createDatabase()]);
    const connect = (name: string) => connectBroker({ url: nats.url, name });
    brokers = await Promise.all([connect('one'), connect('two')]);
    await ensureStreams(brokers[0], { replicas: 1, bytesMax: 64 * 1024 * 1024 });
    bucket = await new Kvm(brokers[0].js).open(BUCKETS.config);
    database = new Database({ ...SUBSCRIPTIONS_DATABASE, url: test.url, migrates: true, log: logger });
    await database.connected();
  });
  afterAll(async () => {
    await database.close();
    await Promise.all(brokers.map((broker) => broker.connection.close()));
    await Promise.all([nats.stop(), test.drop()]);
  });
  beforeEach(() => {
    projections = brokers.map((broker) => new ConfigProjection(database, projectorOf(broker), logger));
  });
  afterEach(async () => void (await Promise.all(projections.map((projection) => projection.close()))));

  const projectorOf = (broker: Broker) =>
    new ConfigProjector(database, new VersionedBucket(broker, BUCKETS.config));
  const services = () =>
    projections.map(
      (projection) => new TenantsService(database, new ConfigWrites(database, projection), secrets),
    );
  const has = async (tenant: string) => (await bucket.get(configKeys.tenant(tenant)))?.operation === 'PUT';
  const urls = { siteUrl: null, subdomain: null, adminBaseUrl: null, portalBaseUrl: null };
  const input = { ...urls, timezone: 'UTC', defaults: {} };
  const pending = async () => (await database.query('SELECT id FROM subscriptions.outbox', [])).length;

  it('has happened when the call returns', async () => {
    for (const projection of projections) projection.start();
    const [one, two] = services();
    await one?.put({ tenant: 'prompt', input });
    expect(await has('prompt')).toBe(true);
    await two?.delete({ tenant: 'prompt' });
    expect(await has('prompt')).toBe(false);
    expect(await pending()).toBe(0);
  });

  it('agrees with Postgres after two replicas were at the same keys', async () => {
    for (const projection of projections) projection.start();
    const names = ['a', 'b', 'c'];
    const work = services().flatMap((service) =>
      names.map(async (tenant) => {
        for (let round = 0; round < 15; round += 1) {
          await service.put({ tenant, input });
          await service.delete({ tenant }).catch(() => undefined);
        }
        await service.put({ tenant, input });
        if (tenant === 'b') await service.delete({ tenant }).catch(() => undefined);
      }),
    );
    await Promise.all(work);
    await waitUntil(async () => ((await pending()) === 0 ? true : undefined), {
      what: 'empty outbox',
      timeoutMs: 60_000,
    });
    const rows = await database.query('SELECT id FROM subscriptions.tenants', []);
    const present = rows.map(({ id }) => id);
    for (const tenant of names)
      expect([tenant, await has(tenant)]).toEqual([tenant, present.includes(tenant)]);
  });

  it('loses nothing when the broker is killed in between', async () => {
    for (const projection of projections) projection.start();
    const [one] = services();
    await nats.kill9();
    await one?.put({ tenant: 'through', input });
    expect(await pending()).toBe(1);
    await nats.restart();
    await waitUntil(async () => ((await pending()) === 0 ? true : undefined), {
      what: 'empty outbox',
      timeoutMs: 60_000,
    });
    expect(await has('through')).toBe(true);
  });

  it('mends at boot whatever differs', async () => {
    await database.query(
      `INSERT INTO subscriptions.tenants (id, name, timezone, created_at, updated_at) VALUES ('missing', 'm', 'UTC', now(), now())`,
      [],
    );
    await bucket.put(configKeys.tenant('extra'), '{"id":"extra"}');
    await bucket.put(configKeys.tenant('through'), '{"id":"wrong"}');
    await bucket.put('kind-of-another-release.extra', '{}');
    await projectorOf(brokers[0]).resync();
    expect((await bucket.get('kind-of-another-release.extra'))?.operation).toBe('PUT');
    expect([await has('missing'), await has('extra')]).toEqual([true, false]);
    expect((await bucket.get(configKeys.tenant('through')))?.json()).toMatchObject({
      id: 'through',
    });
  });
});
