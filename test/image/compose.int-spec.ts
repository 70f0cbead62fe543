import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { foundBinaryVariable } from '../../tools/nats-server/find-nats-server.js';

const deploy = (name: string): string => join(projectRoot(), 'deploy', name);
const composeFile = deploy('compose.yaml');

const SERVICES = ['subscriptions', 'logs', 'evaluator', 'dispatcher', 'scheduler', 'gateway'];
const OURS = [...SERVICES, 'all', 'migrate', 'provision'];
/** What `.env` holds, as the top of the file says. */
const SECRETS = ['DESKHOOK_ROOT_KEY', 'DESKHOOK_SECRETS_KEY', 'NATS_PASSWORD', 'POSTGRES_PASSWORD'];

const dependencySchema = z.object({ condition: z.string() });
const serviceSchema = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  profiles: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), dependencySchema).default({}),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  stop_grace_period: z.string().optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()),
});

const text = await readFile(composeFile, 'utf8');
const { services, networks } = composeSchema.parse(parse(text, { merge: true }));
const ours = OURS.map((name) => [name, services[name]] as const);

describe('deploy/compose.yaml', () => {
  it('has every service, in one container or apart, and what has to be done before', () => {
    expect(Object.keys(services).toSorted()).toEqual([...OURS, 'nats', 'postgres'].toSorted());
    for (const [name, service] of ours) expect(service?.command).toEqual([name]);
    expect(services['all']?.profiles).toEqual(['all']);
    for (const name of SERVICES) {
      expect(services[name]?.profiles).toEqual(['apart']);
      expect(services[name]?.depends_on).toMatchObject({
        migrate: { condition: 'service_completed_successfully' },
        provision: { condition: 'service_completed_successfully' },
        nats: { condition: 'service_healthy' },
        postgres: { condition: 'service_healthy' },
      });
    }
  });

  it('gives no container more than it needs', () => {
    for (const [name, service] of Object.entries(services)) {
      expect({ name, ...service }).toMatchObject({
        name,
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    expect(networks['inside']?.internal).toBe(true);
    const outside = Object.keys(services).filter((name) => services[name]?.networks.includes('outside'));
    expect(outside.toSorted()).toEqual(['all', 'dispatcher', 'gateway', 'nats']);
  });

  it('sets what is a setting, to secrets that somebody has made', async () => {
    const example = await readFile(deploy('config.example.env'), 'utf8');
    for (const [, service] of ours)
      for (const name of Object.keys(service?.environment ?? {})) expect(example).toContain(`\n${name}=`);
    for (const name of SECRETS) {
      expect(text).toContain(`\${${name}:?make .env first`);
      expect(text).not.toMatch(new RegExp(`\\$\\{${name}(:-|\\})`));
    }
  });

  it('waits for the end of a drain, and asks each container whether it is ready', () => {
    for (const name of [...SERVICES, 'all']) {
      expect(Number.parseInt(services[name]?.stop_grace_period ?? '', 10)).toBeGreaterThan(30);
      const port = ['all', 'gateway'].includes(name) ? 8080 : 8081;
      expect(services[name]?.healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/readyz`);
    }
  });

  it('starts from secrets that the line at its top makes', () => {
    const line = /^# {3}(\(umask.*)\\\n# {5}(.*)$/m.exec(text);
    const made = spawnSync('/bin/sh', ['-ec', `${line?.[1]}${line?.[2]}`.replace('> .env', '')], {
      encoding: 'utf8',
    });
    expect(made.stderr).toBe('');
    for (const name of SECRETS) expect(made.stdout).toMatch(new RegExp(`^${name}=\\S{32,}$`, 'm'));
    expect(made.stdout).toMatch(/^COMPOSE_PROFILES=all$/m);
  });

  it('has a configuration that nats-server takes', () => {
    const checked = spawnSync(
      process.env[foundBinaryVariable] ?? 'nats-server',
      ['-t', '-c', deploy('compose/nats-server.conf')],
      { env: { NATS_PASSWORD: 'p1' }, encoding: 'utf8' },
    );
    expect({ status: checked.status, told: checked.stderr }).toEqual({
      status: 0,
      told: expect.stringContaining('is valid'),
    });
  });
});

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
if (!hasCompose)
  process.stderr.write(
    'docker compose is missing: that Compose itself takes deploy/compose.yaml is not checked\n',
  );

(hasCompose ? it : it.skip).each(['all', 'apart'])('is taken by Compose itself: %s', (profile) => {
  const env = { ...process.env, ...Object.fromEntries(SECRETS.map((name) => [name, 'secret'])) };
  const args = ['compose', '-f', composeFile, '--profile', profile, 'config', '--quiet'];
  const checked = spawnSync('docker', args, { env, encoding: 'utf8' });
  expect({ status: checked.status, stderr: checked.stderr }).toEqual({ status: 0, stderr: '' });
});
