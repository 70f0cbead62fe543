import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { freePort, startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';

const MAIN = join(projectRoot(), 'dist', 'services', 'main.js');
const LAST_OF_LOGS = 'Overview1764800000000';

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** `node dist/services/main.js migrate`, to its end. */
function migrate(databaseUrl: string): Promise<Ended> {
  const env = { PATH: process.env['PATH'], DESKHOOK_DATABASE_URL: databaseUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, 'migrate'], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
}

let database: Database;
beforeEach(async () => {
  database = await createDatabase();
});
afterEach(() => database.drop());

describe('the command', () => {
  it('migrates every schema, says so, and has nothing to do the next time', async () => {
    const first = await migrate(database.url);
    expect(first).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^deskhook: the schema "subscriptions" was migrated: Initial1763683200000, .*\ndeskhook: the schema "logs" was migrated: .*Overview1764800000000\n$/,
      ),
    });
    expect(await migrate(database.url)).toEqual({
      code: 0,
      output:
        'deskhook: the schema "subscriptions" is up to date\ndeskhook: the schema "logs" is up to date\n',
    });
  });

  it('may be run by several at once', async () => {
    const ended = await Promise.all([migrate(database.url), migrate(database.url)]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    const lines = ended.flatMap(({ output }) => output.split('\n'));
    expect(lines.filter((line) => line.includes(LAST_OF_LOGS))).toHaveLength(1);
  });

  it.each([
    ['does not answer', 'postgres://127.0.0.1:1/deskhook', /DESKHOOK_DATABASE_URL.*ECONNREFUSED/],
    ['is no URL', 'deskhook', /DESKHOOK_DATABASE_URL/],
  ])('names the setting when the database %s', async (_what, url, message) => {
    const ended = await migrate(url);
    expect(ended).toEqual({ code: 1, output: expect.stringMatching(message) });
    expect(ended.output).not.toContain(' at ');
  });
});

describe('services that do not migrate', () => {
  let nats: NatsServer;
  beforeAll(async () => {
    nats = await startNatsServer();
  });
  afterAll(() => nats.stop());

  it.each([
    ['subscriptions', 'TenantDefaults1764900000000'],
    ['logs', LAST_OF_LOGS],
  ])('are not ready before the migrations, and name them: %s', async (service, missing) => {
    const port = await freePort();
    const started = await start(service, port, { nats: nats.url, database: database.url });
    try {
      const behind = await readiness(port, 503);
      expect(behind).toMatchObject({
        ready: false,
        dependencies: { postgres: { status: 'down', detail: expect.stringContaining(missing) } },
      });
      expect(await migrate(database.url)).toMatchObject({ code: 0 });
      expect(await readiness(port, 200)).toMatchObject({ ready: true });
    } finally {
      await started.stop();
    }
  });
});

function start(
  service: string,
  port: number,
  urls: { readonly nats: string; readonly database: string },
): Promise<ManagedProcess> {
  return startProcess({
    name: service,
    command: process.execPath,
    args: [MAIN, service],
    env: {
      PATH: process.env['PATH'],
      DESKHOOK_NATS_URL: urls.nats,
      DESKHOOK_DATABASE_URL: urls.database,
      DESKHOOK_DATABASE_MIGRATE: 'false',
      DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
      DESKHOOK_HEALTH_PORT: String(port),
      DESKHOOK_HTTP_HOST: '127.0.0.1',
      DESKHOOK_STREAM_MIB_MAX: '64',
    },
  });
}

const NOT_YET = /not connected yet|the service is starting/;

/** What `/readyz` says once it answers with this status and names a reason that is not only "not yet". */
function readiness(port: number, status: number): Promise<unknown> {
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    const text = (await answer?.text()) ?? '';
    return answer?.status === status && !NOT_YET.test(text) ? text : undefined;
  };
  return waitUntil(ask, { what: `/readyz with ${status}`, timeoutMs: 60_000, pollMs: 50 }).then(
    (text): unknown => JSON.parse(text),
  );
}
