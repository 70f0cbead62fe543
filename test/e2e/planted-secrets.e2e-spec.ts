import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { anAuthority } from '../support/certificates.js';
import { anEvent } from '../support/events.js';
import { NATS_PASSWORD, startGuardedNats, type GuardedNats } from '../support/guarded-nats.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { freePort, startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startTraceSink, type TraceSink } from '../support/trace-sink.js';

const bytes = (letter: string) => Buffer.from(letter.repeat(32));

/** What must show nowhere, by what it is. */
const PLANTED: Record<string, string> = {
  rootKey: 'planted-root-key-8d1f',
  secretsKey: bytes('k').toString('base64'),
  databasePassword: 'planted-database-password',
  natsPassword: NATS_PASSWORD,
  signingSecret: bytes('s').toString('base64'),
  rotatedSecret: bytes('r').toString('base64'),
  tenantSecret: bytes('t').toString('base64'),
  basicPassword: 'planted-basic-password',
  basicHeader: Buffer.from('user:planted-basic-password').toString('base64'),
  bearerToken: 'planted-bearer-token',
  clientSecret: 'planted-client-secret',
  accessToken: 'planted-access-token',
  headerValue: 'planted-header-value',
  urlToken: 'planted-url-token',
  unknownKey: 'dhk_planted-unknown-key',
};
const ACME = '/v1/tenants/acme';

describe('secrets', () => {
  let nats: GuardedNats;
  let postgres: Postgres;
  let receiver: Receiver;
  let traces: TraceSink;
  let folder: string;
  let url: string;
  let stack: ManagedProcess;
  let env: NodeJS.ProcessEnv;
  let viewer = '';
  const answers: string[] = [];
  const logs: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskhook-planted-'));
    [nats, postgres, receiver, traces] = await Promise.all([
      startGuardedNats({ tenants: ['acme'] }),
      startPostgres({ fast: true }),
      startReceiver(({ path }, nth) => answerTo(path, nth)),
      startTraceSink(),
    ]);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const database = await withPassword(postgres.url, PLANTED['databasePassword'] ?? '');
    env = {
      PATH: process.env['PATH'],
      ...nats.env,
      DESKHOOK_DATABASE_URL: database,
      DESKHOOK_ROOT_KEY: PLANTED['rootKey'],
      DESKHOOK_SECRETS_KEY: PLANTED['secretsKey'],
      DESKHOOK_HTTP_PORT: String(port),
      DESKHOOK_HTTP_HOST: '127.0.0.1',
      DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
      DESKHOOK_LOG_LEVEL: 'debug',
      DESKHOOK_AUTH_FAILURES_PER_MINUTE: '3',
      OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    stack = await start('all');
    await ready();
  }, 90_000);
  afterAll(async () => {
    await stack.stop();
    await Promise.all([postgres.stop(), nats.nats.stop(), receiver.close(), traces.close()]);
    await rm(folder, { recursive: true });
  });

  async function start(name: string, changed: NodeJS.ProcessEnv = {}): Promise<ManagedProcess> {
    const file = join(folder, `${logs.length}-${name}.log`);
    logs.push(file);
    const args = ['--enable-source-maps', join(projectRoot(), 'dist', 'services', 'main.js'), name];
    return startProcess({
      name,
      command: process.execPath,
      args,
      env: { ...env, ...changed },
      output: { file },
    });
  }

  async function ready(): Promise<void> {
    const probe = async () => {
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      const text = (await answer?.text()) ?? '';
      return text.includes('"status":"ready"') ? true : undefined;
    };
    await waitUntil(probe, { what: 'the services', timeoutMs: 60_000, pollMs: 200 });
  }

  async function call(method: string, path: string, json?: unknown, key = PLANTED['rootKey']) {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: tryJson(text) };
  }

  /** A failure as its caller sees it: in no part of it may stand what it was about. */
  async function fails(method: string, path: string, json?: unknown, key?: string): Promise<void> {
    const { status, text } = await call(method, path, json, key);
    expect({ path, status: status >= 400 ? 'a failure' : status }).toEqual({ path, status: 'a failure' });
    answers.push(text);
  }

  /** What those see who may read, but not change. */
  async function seen(path: string): Promise<string> {
    const { status, text } = await call('GET', ACME + path, undefined, viewer);
    expect({ path, status }).toEqual({ path, status: 200 });
    answers.push(text);
    return text;
  }

  const subscribe = (name: string, more: object) =>
    call('POST', `${ACME}/subscriptions`, {
      name,
      urls: [`${receiver.url}/${name}?token=${PLANTED['urlToken']}`],
      events: ['ticket.created'],
      secret: `whsec_${PLANTED['signingSecret']}`,
      headers: { 'x-api-key': PLANTED['headerValue'] },
      delivery: { retrySchedule: ['1s'], timeoutMs: 500 },
      ...more,
    });

  it('come in, and all that can go wrong does', async () => {
    await call('PUT', ACME, { name: 'Acme' });
    await call('PATCH', ACME, { defaultSecret: `whsec_${PLANTED['tenantSecret']}` });
    for (const role of ['admin', 'viewer']) {
      const made = await call('POST', `${ACME}/keys`, { name: role, role });
      PLANTED[`${role}Key`] = String(made.body['key']);
    }
    viewer = PLANTED['viewerKey'] ?? '';
    const authority = await anAuthority();
    const client = await authority.client('deskhook');
    PLANTED['tlsKey'] = client.key.split('\n')[1] ?? '';
    const oauth2 = {
      type: 'oauth2',
      tokenUrl: `${receiver.url}/token`,
      clientId: 'me',
      clientSecret: PLANTED['clientSecret'],
    };
    const basic = { type: 'basic', username: 'user', password: PLANTED['basicPassword'] };
    const bearer = { type: 'bearer', token: PLANTED['bearerToken'] };
    const away = `https://127.0.0.1:1/?token=${PLANTED['urlToken']}`;
    const made = [
      await subscribe('well', { auth: basic }),
      await subscribe('fails', { auth: bearer }),
      await subscribe('hangs', { auth: oauth2 }),
      await subscribe('well-oauth', { auth: oauth2 }),
      await subscribe('away', { urls: [away], tls: { certificate: client.certificate, key: client.key } }),
    ];
    expect(made.map(({ status, text }) => [status, status === 201 ? '' : text])).toEqual(
      made.map(() => [201, '']),
    );
    await call('POST', `${ACME}/subscriptions/${String(made[0]?.body['id'])}/rotate-secret`, {
      secret: `whsec_${PLANTED['rotatedSecret']}`,
    });
    const helpdesk = await connect({ servers: nats.nats.url, user: 'acme-helpdesk', pass: NATS_PASSWORD });
    const publish = (payload: string) => jetstream(helpdesk).publish('events.acme.ticket.created', payload);
    await publish(JSON.stringify(anEvent()));
    await publish('no event at all');
    await helpdesk.close();
    const settled = async () => {
      const { body } = await call('GET', `${ACME}/deliveries?limit=50`);
      const items: unknown = body['items'];
      const open =
        Array.isArray(items) && items.filter(({ status }) => /pending|retrying/.test(status)).length;
      return Array.isArray(items) && items.length === made.length && open === 0 ? true : undefined;
    };
    await waitUntil(settled, { what: 'the deliveries', timeoutMs: 60_000 });
    await call('POST', `${ACME}/subscriptions/${String(made[1]?.body['id'])}/test`, {
      type: 'ticket.created',
    });
  }, 90_000);

  it('are not in what callers are told who did something wrong', async () => {
    const secret = `whsec_${PLANTED['signingSecret']}`;
    await fails('POST', `${ACME}/subscriptions`, { name: 'x', secret, headers: PLANTED['headerValue'] });
    const urls = [`http://user:${PLANTED['basicPassword']}@10.0.0.1/?token=${PLANTED['urlToken']}`];
    await fails('POST', `${ACME}/subscriptions`, { name: 'x', urls, events: ['*'] });
    const auth = { type: 'bearer', token: PLANTED['bearerToken'], password: PLANTED['basicPassword'] };
    await fails('POST', `${ACME}/subscriptions`, {
      name: 'x',
      urls: ['https://example.com'],
      events: ['*'],
      auth,
    });
    const tls = { certificate: 'none', key: PLANTED['tlsKey'] };
    await fails('POST', `${ACME}/subscriptions`, {
      name: 'x',
      urls: ['https://example.com'],
      events: ['*'],
      tls,
    });
    await fails('PATCH', ACME, { defaultSecret: { is: PLANTED['tenantSecret'] } });
    for (let count = 0; count < 6; count++)
      await fails('GET', ACME, undefined, `${PLANTED['unknownKey']}-${count}`);
    await fails('GET', ACME, undefined, `${PLANTED['rootKey']} ${PLANTED['viewerKey']}`);
  });

  it('are not in what readers see', async () => {
    const [list] = await Promise.all(
      ['/subscriptions', '/deliveries', '/events', '/dead-letters', '/stats', ''].map(seen),
    );
    for (const id of idsIn(list ?? '')) await seen(`/subscriptions/${id}`);
    const { text } = await call('GET', `${ACME}/deliveries?limit=50`);
    for (const id of idsIn(text)) await seen(`/deliveries/${id}`);
  });

  it('are not in the audit log', async () => {
    const { status, text } = await call('GET', `${ACME}/audit-log?limit=200`, undefined, PLANTED['adminKey']);
    expect(status).toBe(200);
    answers.push(text);
  });

  it('survive a database and a broker that go away, and configurations that are not valid', async () => {
    await postgres.kill9();
    await fails('GET', `${ACME}/subscriptions`);
    await postgres.restart();
    await nats.nats.kill9();
    await waitUntil(async () => ((await fetch(`${url}/readyz`)).status === 503 ? true : undefined), {
      what: 'the gateway to notice',
      timeoutMs: 60_000,
    });
    await nats.nats.restart();
    await ready();
    const wrong: readonly NodeJS.ProcessEnv[] = [
      { DESKHOOK_SECRETS_KEY: `${PLANTED['secretsKey']}!` },
      { DESKHOOK_DATABASE_URL: `postgres://user:${PLANTED['databasePassword']}@` },
      { DESKHOOK_NATS_PASSWORD: `${NATS_PASSWORD}-but-wrong` },
      { DESKHOOK_HTTP_PORT: PLANTED['rootKey'] },
    ];
    for (const changed of wrong) {
      const one = await start('all', { DESKHOOK_HTTP_PORT: '0', ...changed });
      await hasComplained(one);
      await one.kill9();
    }
    await stack.kill9();
  }, 120_000);

  /** A process that cannot work says so, in its log or by ending. */
  async function hasComplained(process: ManagedProcess): Promise<void> {
    const file = logs.at(-1) ?? '';
    const probe = async () => {
      const text = await readFile(file, 'utf8');
      return !process.isRunning() || /"level":"(warn|error)"/.test(text) ? true : undefined;
    };
    await waitUntil(probe, { what: 'a complaint', timeoutMs: 60_000 });
  }

  it('stand in no log, no trace and no answer', async () => {
    await waitUntil(() => (traces.text().includes('POST') ? true : undefined), {
      what: 'traces',
      timeoutMs: 60_000,
    });
    const written = (await Promise.all(logs.map((file) => readFile(file, 'utf8')))).join('\n');
    const places = { logs: written, traces: traces.text(), answers: answers.join('\n') };
    expect(written).toContain('"level":"debug"');
    const found = Object.entries(places).flatMap(([place, text]) =>
      Object.entries(PLANTED)
        .filter(([, secret]) => text.includes(secret))
        .map(([what, secret]) => `${what} in ${place}: ${around(text, secret)}`),
    );
    expect(found).toEqual([]);
  });
});

function answerTo(path: string, nth: number) {
  if (path === '/token') {
    const token = { access_token: PLANTED['accessToken'], token_type: 'Bearer', expires_in: 3600 };
    return { code: 200, body: JSON.stringify(token), headers: { 'content-type': 'application/json' } };
  }
  if (path.startsWith('/fails')) return { code: 500, body: 'no' };
  if (path.startsWith('/hangs')) return null;
  return { code: nth === 1 ? 503 : 204 };
}

const pageSchema = z.object({ items: z.array(z.object({ id: z.string() })).min(1) });

function idsIn(page: string): readonly string[] {
  return pageSchema.parse(JSON.parse(page)).items.map(({ id }) => id);
}

/** The same database for a user who has the password. */
async function withPassword(url: string, password: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE ROLE planted SUPERUSER LOGIN PASSWORD '${password}'`);
  await client.end();
  const made = new URL(url);
  made.username = 'planted';
  made.password = password;
  return made.href;
}

/** The secret where it stands, so that a failure says who wrote it. */
function around(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 300), at + secret.length + 50);
}

function tryJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
