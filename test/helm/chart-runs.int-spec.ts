import { chown, mkdtemp, readFile, rm, stat, writeFile, appendFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startProcess, type ManagedProcess } from '../../tools/local-stack/managed-process.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { findNatsServer, foundBinaryVariable } from '../../tools/nats-server/find-nats-server.js';
import { runCommand } from '../../tools/nats-server/run-command.js';
import { anAuthority, type Authority } from '../support/certificates.js';
import { NATS_PASSWORD, renderAccounts } from '../support/guarded-nats.js';
import { startNatsServer } from '../support/nats.js';
import { createDatabase, startPostgres, type Postgres } from '../support/postgres.js';
import { describeChart, QUICKSTART, render, RELEASE, REQUIRED, type Rendered } from './chart.js';
import { Cluster } from './cluster.js';
import { byKind, podOf, SERVICES } from './pods.js';

const READY_MS_MAX = 60_000;
const TEST_MS_MAX = 240_000;
/** A password that a URL could not hold as it is. */
const PASSWORD = 'p@ss:w/ord?#%25 &';

const endings: (() => Promise<unknown>)[] = [];
const atEnd = (end: () => Promise<unknown>) => endings.push(end);
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
}, 120_000);

/** Starts the six services as their Deployments say, and waits until each is ready. */
async function startAll(cluster: Cluster, changed: Readonly<Record<string, string>> = {}) {
  const processes: ManagedProcess[] = [];
  for (const name of SERVICES) {
    const { one, port, metrics } = await startOne(cluster, name, changed);
    processes.push(one);
    await ready(cluster, one, name, port);
    const scraped = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
    expect(scraped).toMatch(new RegExp(`^deskhook_build_info{[^}]*service="${name}"`, 'm'));
  }
  return processes;
}

/** Starts a service on ports that are free here; `port` is the one that its probes ask. */
async function startOne(cluster: Cluster, name: string, changed: Readonly<Record<string, string>> = {}) {
  const [http, health, metrics] = [await freePort(), await freePort(), await freePort()];
  const own = {
    DESKHOOK_HTTP_PORT: String(http),
    DESKHOOK_HEALTH_PORT: String(health),
    DESKHOOK_METRICS_PORT: String(metrics),
  };
  const one = await cluster.start(name, { ...changed, ...own });
  atEnd(() => one.stop());
  return { one, port: name === 'gateway' ? http : health, metrics };
}

async function ready(cluster: Cluster, one: ManagedProcess, name: string, port: number): Promise<void> {
  const said = () => readFile(cluster.logOf(name), 'utf8');
  const probe = async () => {
    if (!one.isRunning()) throw new Error(`${name} ended: ${(await said()).slice(-2000)}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return answer?.status === 200 ? true : undefined;
  };
  await waitUntil(probe, { what: `${name} is ready`, timeoutMs: READY_MS_MAX }).catch(
    async (error: unknown) => {
      throw new Error((await said()).slice(-2000), { cause: error });
    },
  );
}

/** A broker with the accounts of deploy/nats that speaks TLS only. */
async function aGuardedBroker(authority: Authority) {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-helm-nats-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const { certificate, key } = await authority.server('localhost');
  await writeFile(join(folder, 'tls.crt'), certificate);
  await writeFile(join(folder, 'tls.key'), key);
  const tls = `tls { cert_file: "${folder}/tls.crt", key_file: "${folder}/tls.key" }`;
  const nats = await startNatsServer({ config: `${renderAccounts([])}\n${tls}` });
  atEnd(() => nats.stop());
  return nats;
}

/** A Postgres that speaks TLS, with a user of no special rights that owns the database. */
async function aGuardedDatabase(authority: Authority, name = 'localhost'): Promise<Postgres> {
  const postgres = await startPostgres({ fast: true });
  atEnd(() => postgres.stop());
  const { certificate, key } = await authority.server(name);
  const { uid, gid } = await stat(postgres.dataDir);
  for (const [name, text] of [
    ['server.crt', certificate],
    ['server.key', key],
  ] as const) {
    const file = join(postgres.dataDir, name);
    await writeFile(file, text, { mode: 0o600 });
    await chown(file, uid, gid);
  }
  await appendFile(join(postgres.dataDir, 'postgresql.conf'), '\nssl = on\n');
  // The user may come with TLS only.
  const hba = join(postgres.dataDir, 'pg_hba.conf');
  await writeFile(hba, `hostnossl all deskhook all reject\n${await readFile(hba, 'utf8')}`);
  await postgres.restart();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`CREATE ROLE deskhook LOGIN PASSWORD '${PASSWORD}'`);
  await client.query('CREATE DATABASE deskhook OWNER deskhook');
  await client.end();
  return postgres;
}

const userPasswords = Object.fromEntries(
  [...SERVICES, 'provision'].map((name) => [`${name}-password`, NATS_PASSWORD]),
);

describeChart('what the chart renders works', () => {
  test(
    'in production: hooks, then all services, with users, private authorities and odd passwords',
    async () => {
      const authority = await anAuthority();
      const nats = await aGuardedBroker(authority);
      const postgres = await aGuardedDatabase(authority);
      const rendered = await render({
        nats: {
          url: `tls://localhost:${nats.port}`,
          auth: { type: 'password', existingSecret: 'users' },
          tls: { ca: { existingSecret: 'authority' } },
        },
        database: {
          host: 'localhost',
          port: postgres.port,
          existingSecret: 'database',
          tls: { ca: { existingSecret: 'authority' } },
        },
        secrets: { existingSecret: 'keys' },
        config: { streamReplicas: 1, streamMibMax: 64, httpHost: '127.0.0.1' },
      });
      const cluster = await Cluster.make(rendered, {
        secrets: {
          users: userPasswords,
          authority: { 'ca.crt': authority.certificate },
          database: { password: PASSWORD },
          keys: { 'root-key': 'a root key', 'secrets-key': randomBytes(32).toString('base64') },
        },
      });
      atEnd(() => cluster.remove());
      for (const hook of ['provision', 'migrate', 'provision', 'migrate']) await runHook(cluster, hook);
      const processes = await startAll(cluster);
      const ends = await Promise.all(processes.map((one) => one.stop()));
      expect(ends).toEqual(SERVICES.map(() => ({ code: 0, signal: null })));
    },
    TEST_MS_MAX,
  );

  test(
    'where pods come before what the hook makes: they live, are not ready, say what is missing, and go on once it is there',
    async () => {
      const authority = await anAuthority();
      const nats = await aGuardedBroker(authority);
      const rendered = await render({
        ...REQUIRED,
        nats: {
          url: `tls://localhost:${nats.port}`,
          auth: { type: 'password', existingSecret: 'users' },
          tls: { ca: { existingSecret: 'authority' } },
        },
        config: { streamReplicas: 1, streamMibMax: 64, httpHost: '127.0.0.1' },
      });
      const keys = { 'root-key': 'a root key', 'secrets-key': randomBytes(32).toString('base64') };
      const authorities = { 'ca.crt': authority.certificate };
      const secrets = { users: userPasswords, authority: authorities, 'deskhook-keys': keys };
      const cluster = await Cluster.make(rendered, { secrets });
      atEnd(() => cluster.remove());
      const started = await Promise.all(
        ['gateway', 'scheduler'].map(async (name) => ({ name, ...(await startOne(cluster, name)) })),
      );
      for (const { port } of started) {
        await waitUntil(
          async () => ((await asked(port, 'readyz')).text.includes('provision') ? true : undefined),
          {
            what: 'what is missing',
            timeoutMs: READY_MS_MAX,
          },
        );
        expect((await asked(port, 'readyz')).status).toBe(503);
        expect((await asked(port, 'healthz')).status).toBe(200);
      }
      await runHook(cluster, 'provision');
      for (const { one, name, port } of started) await ready(cluster, one, name, port);
    },
    TEST_MS_MAX,
  );

  test(
    'with a database of a cloud: its certificate has another name, and its authority is asked for',
    async () => {
      const authority = await anAuthority();
      const postgres = await aGuardedDatabase(authority, 'an-instance.of-a-cloud.example');
      const migrated = async (sslMode: string, trusted: Authority) => {
        const tls = { ca: { existingSecret: 'authority' } };
        const { port } = postgres;
        const database = { host: 'localhost', port, existingSecret: 'database', sslMode, tls };
        const secrets = {
          authority: { 'ca.crt': trusted.certificate },
          database: { password: PASSWORD },
        };
        const cluster = await Cluster.make(await render({ ...REQUIRED, database }), { secrets });
        atEnd(() => cluster.remove());
        const { code } = await (await cluster.start('migrate')).exited;
        return { code, said: await readFile(cluster.logOf('migrate'), 'utf8') };
      };
      const refused = { code: 1, said: expect.stringMatching(/cert/i) };
      expect(await migrated('verify-full', authority)).toEqual(refused);
      expect(await migrated('verify-ca', await anAuthority())).toEqual(refused);
      // Nothing else is said: no warning of the driver.
      expect(await migrated('verify-ca', authority)).toEqual({
        code: 0,
        said: expect.stringMatching(/^(deskhook: the schema "\w+" was migrated: .*\n){2}$/),
      });
    },
    TEST_MS_MAX,
  );

  test(
    'in the quickstart: its broker with its configuration, and services that make what they need',
    async () => {
      const rendered = await render(QUICKSTART);
      const cluster = await Cluster.make(rendered);
      atEnd(() => cluster.remove());
      const port = await startQuickstartBroker(rendered, await cluster.environment(podOf(rendered, 'nats')));
      const database = await createDatabase();
      atEnd(() => database.drop());
      await startAll(cluster, {
        DESKHOOK_HTTP_HOST: '127.0.0.1',
        DESKHOOK_NATS_URL: `nats://127.0.0.1:${port}`,
        DESKHOOK_DATABASE_URL: database.url,
        DESKHOOK_STREAM_MIB_MAX: '64',
      });
    },
    TEST_MS_MAX,
  );
});

/** What a probe is answered. */
async function asked(port: number, path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/${path}`).catch(() => undefined);
  return { status: answer?.status ?? 0, text: (await answer?.text()) ?? '' };
}

async function runHook(cluster: Cluster, name: string): Promise<void> {
  const { code } = await (await cluster.start(name)).exited;
  expect({ name, code, said: code === 0 ? '' : await readFile(cluster.logOf(name), 'utf8') }).toEqual({
    name,
    code: 0,
    said: '',
  });
}

/** The rendered configuration, with nothing but addresses and the folder changed. */
async function startQuickstartBroker(
  rendered: Rendered,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-helm-quickstart-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const [port, monitor] = [await freePort(), await freePort()];
  const config = byKind(rendered, 'ConfigMap').get('nats')?.data['nats.conf'] ?? '';
  const file = join(folder, 'nats.conf');
  const local = config
    .replace('0.0.0.0:4222', `127.0.0.1:${port}`)
    .replace('0.0.0.0:8222', `127.0.0.1:${monitor}`)
    .replace('"/data"', JSON.stringify(join(folder, 'data')));
  await writeFile(file, local);
  const command = process.env[foundBinaryVariable] ?? (await findNatsServer()).binary;
  const names = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const checked = await runCommand('env', [...names, command, '-t', '-c', file], { timeoutMs: 20_000 });
  expect(checked).toMatchObject({ kind: 'ok' });
  const server = await startProcess({
    name: `nats-server ${RELEASE}`,
    command,
    args: ['-c', file],
    env: { ...env },
  });
  atEnd(() => server.stop());
  const paths = ['/healthz', '/healthz?js-enabled-only=true', '/healthz?js-server-only=true'];
  for (const path of paths)
    await waitUntil(
      async () =>
        (await fetch(`http://127.0.0.1:${monitor}${path}`).catch(() => undefined))?.ok ? true : undefined,
      { what: path, timeoutMs: 60_000 },
    );
  return port;
}
