import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { findNatsServer, foundBinaryVariable } from '../../tools/nats-server/find-nats-server.js';
import { runCommand } from '../../tools/nats-server/run-command.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { anAuthority } from '../support/certificates.js';
import { validateObject } from './kube-models.js';
import { natsConfig, natsValuesSchema } from './nats-chart.js';
import { kubeObjectSchema } from './objects.schema.js';

const NATS = join(projectRoot(), 'deploy', 'nats');
const ACCOUNTS = join(NATS, 'accounts');
const values = natsValuesSchema.parse(
  parse(await readFile(join(NATS, 'values-nats-chart.yaml'), 'utf8')) as unknown,
);

let folder = '';
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** The pod's files in a folder: the configuration, the accounts at their mount, the certificates. */
async function thePodsFiles(): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'deskhook-nats-values-'));
  const place = (path: string) => join(folder, path);
  const [mount] = values.container.patch;
  await cp(ACCOUNTS, place(mount?.value.mountPath ?? ''), { recursive: true });
  const authority = await anAuthority();
  const { certificate, key } = await authority.server('nats.nats.svc', 'nats-0.nats-headless');
  for (const name of ['nats', 'cluster']) {
    await mkdir(place(`etc/nats-certs/${name}`), { recursive: true });
    await writeFile(place(`etc/nats-certs/${name}/tls.crt`), certificate);
    await writeFile(place(`etc/nats-certs/${name}/tls.key`), key);
  }
  await mkdir(place('etc/nats-ca-cert'));
  await writeFile(place('etc/nats-ca-cert/ca.crt'), authority.certificate);
  await mkdir(place('etc/nats-config'));
  const local = natsConfig(values).replaceAll(
    /"(\/(etc|data|var)\b)/g,
    (_all, path: string) => `"${folder}${path}`,
  );
  await writeFile(place('etc/nats-config/nats.conf'), local);
  return place('etc/nats-config/nats.conf');
}

async function check(file: string, without = '') {
  const own = Object.entries(values.container.env).filter(([name]) => name !== without);
  const texts = own.map(([name, value]) => `${name}=${typeof value === 'string' ? value : 'password'}`);
  const env = ['SERVER_NAME=nats-0', ...texts];
  const command = process.env[foundBinaryVariable] ?? (await findNatsServer()).binary;
  return runCommand('env', ['-i', ...env, command, '-t', '-c', file], { timeoutMs: 20_000 });
}

describe('the values for the chart of NATS', () => {
  test('make a configuration that nats-server takes, with the accounts of deploy/nats as they are', async () => {
    const file = await thePodsFiles();
    expect(await readFile(file, 'utf8')).toContain('include ../nats-accounts/accounts.conf;');
    expect(await check(file)).toEqual({ kind: 'ok', stdout: expect.any(String) });
    // The accounts are read indeed: their passwords are asked for.
    expect(await check(file, 'DISPATCHER_PASSWORD')).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('DISPATCHER_PASSWORD'),
    });
  });

  test('have every password from a Secret, and none that no account asks for', async () => {
    const files = await readdir(ACCOUNTS);
    const texts = await Promise.all(files.map((name) => readFile(join(ACCOUNTS, name), 'utf8')));
    const asked = texts.join('\n').match(/(?<=password: \$)\w+/g) ?? [];
    const secrets = Object.entries(values.container.env).flatMap(([name, value]) =>
      typeof value === 'string' ? [] : [[name, value.valueFrom.secretKeyRef] as const],
    );
    expect(asked.length).toBeGreaterThan(8);
    expect(secrets.map(([name]) => name).sort()).toEqual([...asked].sort());
    for (const [name, secret] of secrets)
      expect(secret).toEqual({ name: 'nats-users', key: name.toLowerCase().replace('_', '-') });
  });

  test('state what the page about the broker asks for', () => {
    const { config, container, podTemplate } = values;
    expect(config).toMatchObject({
      cluster: { replicas: 3 },
      jetstream: { merge: { sync_interval: 'always' } },
      monitor: { port: 8222 },
      merge: { max_payload: '<< 8MB >>' },
    });
    expect(container.patch[0]?.value.name).toBe(podTemplate.patch[0]?.value.name);
  });

  test('have every file of the accounts watched, so that a new version of them is taken in', async () => {
    const [mount] = values.container.patch;
    const included = join('/etc/nats-config', String(values.config.merge['$include']));
    const watched = values.reloader.patch.map(({ value }) => value).filter((value) => value !== '-config');
    const files = (await readdir(ACCOUNTS)).map((name) => join(mount?.value.mountPath ?? '', name));
    expect([included, ...watched].sort()).toEqual(files.sort());
    expect(values.reloader.patch).toHaveLength(2 * watched.length);
  });

  test('let only KEDA and monitoring ask without a login', async () => {
    const [policy] = values.extraResources.map((one) => kubeObjectSchema.parse(one));
    expect(policy?.kind).toBe('NetworkPolicy');
    if (policy !== undefined) await validateObject(policy);
    const rules = JSON.stringify(policy?.spec['ingress']);
    expect(rules).toMatch(/keda.*monitoring.*"port":8222/);
  });
});
