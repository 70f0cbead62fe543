import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectBroker } from '@deskhook/messaging';
import { Client } from 'pg';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { subscriptionsService } from '../../services/subscriptions/src/index.js';
import { needsOf } from '../../cli/doctor/service-needs.js';
import { anAuthority } from '../support/certificates.js';
import { startGuardedNats, type GuardedNats } from '../support/guarded-nats.js';
import { startNatsServer } from '../support/nats.js';
import { createDatabase } from '../support/postgres.js';
import { startReceiver } from '../support/receiver.js';
import { startCliWorld, type CliWorld } from './cli-world.js';
import { runCli, type CliResult } from './run-cli.js';

interface Check {
  readonly area: string;
  readonly what: string;
  readonly outcome: string;
  readonly detail: string;
  readonly fix: string | null;
}

const checks = ({ json }: CliResult): readonly Check[] => json.checks;
const faults = (result: CliResult) => checks(result).filter(({ outcome }) => outcome === 'fault');
const check = (result: CliResult, what: string) => checks(result).find((one) => one.what === what);

describe('deskhook doctor, where everything is as it should be', () => {
  let world: CliWorld;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    world = await startCliWorld();
    env = {
      DESKHOOK_NATS_URL: world.nats.url,
      DESKHOOK_DATABASE_URL: world.database.url,
      DESKHOOK_STREAM_MIB_MAX: '256',
      DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    };
  }, 90_000);
  afterAll(() => world.close());

  test('finds no fault', async () => {
    const healthy = await world.cli(['doctor', '--json'], { env });
    expect(faults(healthy)).toEqual([]);
    expect(healthy.code).toBe(0);
    expect(check(healthy, 'consumers')?.detail).toBe('14 of 14 are there and keep up');
    expect(check(healthy, 'schema logs')?.outcome).toBe('ok');
    expect(check(healthy, 'services')?.detail).toContain('dispatcher');
    expect(check(healthy, 'key')?.detail).toMatch(/^admin of acme: may .*configure/);
    expect(checks(healthy).filter(({ what }) => what === 'clock')).toHaveLength(3);
  });

  test('with the environment of a pod of the gateway alone', async () => {
    const { port } = new URL(world.services.gatewayUrl);
    const pod = {
      DESKHOOK_NATS_URL: world.nats.url,
      DESKHOOK_STREAM_MIB_MAX: '256',
      DESKHOOK_HTTP_PORT: port,
      DESKHOOK_ROOT_KEY: world.services.rootKey,
    };
    const inPod = await runCli(['doctor'], { env: pod });
    expect(inPod.code).toBe(0);
    expect(inPod.stdout).toContain(`api       http://127.0.0.1:${port} (the gateway of this environment)\n`);
    expect(inPod.stdout).toContain('database  DESKHOOK_DATABASE_URL is not set\n');
    expect(inPod.stdout).toMatch(/^skipped {2}database {2}settings: /m);
    expect(inPod.stdout).toMatch(/^ok {7}api {7}key: root: may /m);
    const asked = await runCli(['doctor', '--database', '--json'], { env: pod });
    expect(check(asked, 'settings')).toBeUndefined();
  });

  test('a stream with other settings, and a consumer that is not there', async () => {
    const other = await world.cli(['doctor', '--broker', '--json'], {
      env: { ...env, DESKHOOK_STREAM_MIB_MAX: '512' },
    });
    expect(other.code).toBe(6);
    expect(check(other, 'stream EVENTS')).toMatchObject({
      outcome: 'fault',
      detail: 'the stream EVENTS differs in max_bytes',
      fix: expect.stringContaining('provision'),
    });
    const empty = await startNatsServer();
    try {
      const missing = await world.cli(['doctor', '--broker', '--json'], {
        env: { ...env, DESKHOOK_NATS_URL: empty.url },
      });
      expect(check(missing, 'stream RETRIES')?.detail).toBe('the stream RETRIES is missing');
      expect(check(missing, 'stream KV_DESKHOOK_CONFIG')?.outcome).toBe('fault');
    } finally {
      await empty.stop();
    }
  });

  test('a schema that lacks a migration', async () => {
    const client = new Client({ connectionString: world.database.url });
    await client.connect();
    await client.query('DELETE FROM logs.migrations WHERE id = (SELECT max(id) FROM logs.migrations)');
    await client.end();
    const behind = await world.cli(['doctor', '--database', '--json'], { env });
    expect(check(behind, 'schema logs')).toMatchObject({
      outcome: 'fault',
      detail: expect.stringMatching(/^lacks 1 of \d+ migrations: \d{13}$/),
    });
    expect(check(behind, 'schema subscriptions')?.outcome).toBe('ok');
  });

  test('an area that was asked for and cannot be looked at is a fault', async () => {
    const nowhere = await runCli(['doctor', '--api', '--json']);
    expect(nowhere.code).toBe(6);
    expect(faults(nowhere)).toEqual([
      expect.objectContaining({ what: 'settings', detail: expect.stringContaining('DESKHOOK_URL') }),
    ]);
    const unread = await runCli(['doctor', '--json'], { env: { ...env, DESKHOOK_URL: 'localhost:8080' } });
    expect(faults(unread)).toContainEqual(expect.objectContaining({ area: 'api', what: 'settings' }));
  });

  test('connections of others count, whoever asks', async () => {
    const admin = new Client({ connectionString: world.database.url });
    await admin.connect();
    const role = `deskhook_doctor_${process.pid}`;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    try {
      const url = new URL(world.database.url);
      [url.username, url.password] = [role, 'x'];
      const asked = { ...env, DESKHOOK_DATABASE_URL: url.href };
      const [ofAdmin, ofRole] = await Promise.all(
        [env, asked].map((each) => world.cli(['doctor', '--database', '--json'], { env: each })),
      );
      const free = (result: CliResult | undefined) =>
        Number(/^\d+/.exec((result && check(result, 'connections')?.detail) ?? '')?.[0]);
      expect(Math.abs(free(ofAdmin) - free(ofRole))).toBeLessThan(10);
    } finally {
      await admin.query(`DROP ROLE ${role}`);
      await admin.end();
    }
  });

  test('a key that is none', async () => {
    const wrong = await world.cli(['doctor', '--api', '--json'], { env: { DESKHOOK_KEY: 'dhk_none' } });
    expect(wrong.code).toBe(6);
    expect(faults(wrong).map(({ what }) => what)).toEqual(['key']);
  });
});

describe('deskhook doctor, of what is not there', () => {
  test('broker, database and gateway are away', async () => {
    const env = {
      DESKHOOK_NATS_URL: 'nats://user:secret-word@127.0.0.1:1',
      DESKHOOK_DATABASE_URL: 'postgres://user:secret-word@127.0.0.1:1/x',
      DESKHOOK_URL: 'http://127.0.0.1:2',
      DESKHOOK_KEY: 'dhk_secret',
    };
    const away = await runCli(['doctor'], { env });
    expect(away.code).toBe(6);
    expect(away.stdout).toContain('broker    nats://127.0.0.1:1 (DESKHOOK_NATS_URL)\n');
    expect(away.stdout).toContain('broker at nats://127.0.0.1:1 cannot be reached: ');
    for (const area of ['broker  ', 'database', 'api     '])
      expect(away.stdout).toMatch(new RegExp(`^fault    ${area}  connection: `, 'm'));
    expect(away.stdout + away.stderr).not.toContain('secret-word');
  });

  test('an empty database is warned of, settings that cannot be read are a fault', async () => {
    const database = await createDatabase();
    try {
      const empty = await runCli(['doctor', '--database', '--json'], {
        env: { DESKHOOK_DATABASE_URL: database.url },
      });
      expect(check(empty, 'schema subscriptions')).toMatchObject({
        outcome: 'warning',
        detail: 'is not there yet',
      });
    } finally {
      await database.drop();
    }
    const unread = await runCli(['doctor', '--broker', '--egress', '--json'], {
      env: { DESKHOOK_STREAM_REPLICAS: 'many', DESKHOOK_EGRESS_ALLOW: '10.0.0.0/99' },
    });
    expect(faults(unread).map(({ area, detail }) => [area, detail])).toEqual([
      ['broker', expect.stringContaining('DESKHOOK_STREAM_REPLICAS')],
      ['egress', expect.stringContaining('DESKHOOK_EGRESS_ALLOW')],
    ]);
  });
});

describe('deskhook doctor, of a broker with accounts', () => {
  let guarded: GuardedNats;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    const settings = { DESKHOOK_STREAM_MIB_MAX: '64' };
    guarded = await startGuardedNats({ settings });
    env = { ...guarded.env, ...settings };
  }, 120_000);
  afterAll(() => guarded.nats.stop());

  test.each(['gateway', 'subscriptions', 'evaluator', 'dispatcher', 'scheduler', 'logs'])(
    '%s may do what it must',
    async (service) => {
      const fine = await runCli(['doctor', '--broker', '--as', service, '--json'], { env });
      expect(faults(fine)).toEqual([]);
      expect(check(fine, 'permissions')?.outcome).toBe('ok');
      expect(check(fine, 'storage')).toMatchObject({ outcome: 'skipped' });
    },
  );

  test('provisioning may do what it must, too, and a password alone is of nobody', async () => {
    const provision = await runCli(['doctor', '--broker', '--as', 'provision', '--json'], { env });
    expect(faults(provision)).toEqual([]);
    expect(check(provision, 'storage')?.outcome).toBe('ok');
    const nobody = await runCli(['doctor', '--broker', '--json'], { env });
    expect(nobody.code).toBe(6);
    expect(faults(nobody)).toEqual([
      expect.objectContaining({ what: 'login', fix: expect.stringContaining('--as gateway') }),
    ]);
  });

  test('asking stored nothing', async () => {
    const { connection, jsm } = await connectBroker({ url: guarded.nats.url, name: 'test' });
    const streams = await jsm.streams.list().next();
    await connection.close();
    expect(streams.length).toBeGreaterThan(15);
    expect(streams.filter(({ state }) => state.last_seq > 0)).toEqual([]);
  });

  test('a login that is another one, or wrong', async () => {
    const other = await runCli(['doctor', '--broker', '--as', 'dispatcher', '--json'], {
      env: { ...env, DESKHOOK_NATS_USER: 'logs' },
    });
    expect(other.code).toBe(6);
    // The user's own inboxes are others, so that already the first answer cannot be heard.
    expect(faults(other).length).toBeGreaterThan(0);
    const wrong = await runCli(['doctor', '--broker', '--as', 'dispatcher', '--json'], {
      env: { ...env, DESKHOOK_NATS_PASSWORD: 'wrong' },
    });
    expect(faults(wrong)).toEqual([
      expect.objectContaining({
        what: 'connection',
        detail: expect.stringMatching(/does not let us in: .*authorization/i),
      }),
    ]);
    const operator = await runCli(['doctor', '--broker', '--json'], {
      env: { ...env, DESKHOOK_NATS_USER: 'operator' },
    });
    expect(faults(operator)).toEqual([]);
  });

  test('knows the consumers of every service', () => {
    const services = {
      dispatcher: dispatcherService,
      evaluator: evaluatorService,
      logs: logsService,
      scheduler: schedulerService,
      subscriptions: subscriptionsService,
    } as const;
    for (const name of ['dispatcher', 'evaluator', 'logs', 'scheduler', 'subscriptions'] as const) {
      const declared = (services[name].consumers ?? []).map(({ stream, durable }) => `${stream} ${durable}`);
      expect(
        needsOf(name)
          .consumers.map((one) => one.join(' '))
          .toSorted(),
      ).toEqual(declared.toSorted());
    }
  });
});

describe('deskhook doctor, of an account that is too small', () => {
  test('tells what the streams reserve, and denied subjects', async () => {
    const config = `
      accounts {
        A {
          jetstream { max_file: 100M, max_streams: 5 }
          users: [
            { user: operator, password: x }
            { user: evaluator, password: x, permissions: { publish: { allow: ["$JS.API.>", "deliveries.>"] }, subscribe: "_INBOX_evaluator.>" } }
          ]
        }
      }`;
    const nats = await startNatsServer({ config });
    try {
      const env = { DESKHOOK_NATS_URL: nats.url, DESKHOOK_NATS_PASSWORD: 'x', DESKHOOK_STREAM_MIB_MAX: '64' };
      const small = await runCli(['doctor', '--broker', '--json'], {
        env: { ...env, DESKHOOK_NATS_USER: 'operator' },
      });
      expect(check(small, 'storage')).toMatchObject({
        outcome: 'fault',
        detail: 'the account may keep 95 MiB, the streams reserve 384 MiB',
      });
      expect(check(small, 'stream limit')?.outcome).toBe('fault');
      const denied = await runCli(['doctor', '--broker', '--as', 'evaluator', '--json'], { env });
      const subjects = faults(denied)
        .filter(({ what }) => what === 'permissions')
        .map(({ detail }) => detail);
      expect(subjects).toContain('evaluator may not publish on $KV.DESKHOOK_CLAIMS.deskhook_doctor');
      expect(subjects.join()).not.toContain('deliveries.');
    } finally {
      await nats.stop();
    }
  }, 120_000);
});

describe('deskhook doctor --egress', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskhook-doctor-'));

  test('addresses by the policy, with the setting that would allow them', async () => {
    const urls = ['http://169.254.169.254/x', 'http://127.0.0.1:9/x', 'https://name.invalid/', 'ftp://x'];
    const refused = await runCli(['doctor', '--egress', ...urls, '--json'], {
      env: { DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8' },
    });
    expect(refused.code).toBe(6);
    expect(faults(refused).map(({ detail }) => detail)).toEqual([
      expect.stringContaining('(metadata)'),
      expect.stringContaining('cannot be reached at 127.0.0.1:9'),
      expect.stringContaining('the name has no address'),
      expect.stringContaining('not an absolute http or https URL'),
    ]);
    expect(faults(refused)[0]?.fix).toContain('DESKHOOK_EGRESS_ALLOW=169.254.169.254/32');
  });

  test('certificates, without sending anything', async () => {
    const authority = await anAuthority();
    const receiver = await startReceiver(undefined, {
      ...(await authority.server('127.0.0.1', 'localhost')),
      endsAt: 0,
    });
    const file = join(folder, 'ca.pem');
    writeFileSync(file, authority.certificate);
    try {
      const env = { DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8' };
      const unknown = await runCli(['doctor', '--egress', receiver.url, '--json'], { env });
      expect(faults(unknown)).toEqual([
        expect.objectContaining({
          detail: expect.stringContaining('is not trusted'),
          fix: expect.stringContaining('DESKHOOK_EGRESS_CA_FILE'),
        }),
      ]);
      const known = await runCli(['doctor', '--egress', receiver.url, '--json'], {
        env: { ...env, DESKHOOK_EGRESS_CA_FILE: file },
      });
      expect(faults(known)).toEqual([]);
      expect(check(known, receiver.url)).toMatchObject({
        outcome: 'warning',
        detail: expect.stringMatching(
          /TLSv1\.3, certificate of 127\.0\.0\.1 by Authority of a test ends in [01] days/,
        ),
      });
      expect(receiver.requests).toEqual([]);
    } finally {
      await receiver.close();
    }
  });
});
