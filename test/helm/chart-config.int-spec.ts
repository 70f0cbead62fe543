import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { ALL_ON, CHART, describeChart, QUICKSTART, render, REQUIRED, type Rendered } from './chart.js';
import { byKind, HOOKS, podOf, SERVICES } from './pods.js';

/** What the chart decides, in place of `config`: addresses, ports, files, secrets. */
const SET_BY_CHART = [
  'DESKHOOK_NATS_URL',
  'DESKHOOK_NATS_CREDS',
  'DESKHOOK_NATS_NKEY',
  'DESKHOOK_NATS_USER',
  'DESKHOOK_NATS_PASSWORD',
  'DESKHOOK_NATS_TLS_CA_FILE',
  'DESKHOOK_NATS_TLS_CERT_FILE',
  'DESKHOOK_NATS_TLS_KEY_FILE',
  'DESKHOOK_NATS_PROVISION',
  'DESKHOOK_DATABASE_URL',
  'DESKHOOK_DATABASE_MIGRATE',
  'DESKHOOK_ROOT_KEY',
  'DESKHOOK_SECRETS_KEY',
  'DESKHOOK_SECRETS_KEYS_OLD',
  'DESKHOOK_HTTP_PORT',
  'DESKHOOK_HEALTH_PORT',
  'DESKHOOK_METRICS_PORT',
  'DESKHOOK_EGRESS_CA_FILE',
];
/** Defaults that are another thing in a cluster. */
const OTHER_DEFAULTS = new Map([['DESKHOOK_STREAM_REPLICAS', '3']]);

/** Variables of deploy/config.example.env with their defaults. */
function exampleVariables(): ReadonlyMap<string, string> {
  const text = readFileSync(join(projectRoot(), 'deploy', 'config.example.env'), 'utf8');
  const lines = text.split('\n').filter((line) => /^[A-Z]/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

const scalar = z.union([z.string(), z.number(), z.array(z.string()).transform((list) => list.join(','))]);
function configValues(): ReadonlyMap<string, string> {
  const values = z
    .looseObject({ config: z.record(z.string(), scalar.transform(String)) })
    .parse(parse(readFileSync(join(CHART, 'values.yaml'), 'utf8')));
  const variable = (key: string) =>
    `DESKHOOK_${key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
  return new Map(Object.entries(values.config).map(([key, value]) => [variable(key), value]));
}

/** Variables that `env` of a service may not have, with what stands for them, as the chart says. */
const ownedVariables = () =>
  readFileSync(join(CHART, 'templates', '_validate.tpl'), 'utf8').match(
    /^(DESKHOOK|PG|OTEL)[A-Z_]+(?=: )/gm,
  ) ?? [];

const secretsOf = (rendered: Rendered, name: string) =>
  podOf(rendered, name).container.env.flatMap((one) =>
    one.valueFrom?.secretKeyRef === undefined ? [] : [one.name],
  );

test('every setting is a value of the chart, or set by it; and has the same default', () => {
  const example = exampleVariables();
  const config = configValues();
  expect([...config.keys(), ...SET_BY_CHART].sort()).toEqual([...example.keys()].sort());
  for (const [name, value] of config)
    expect({ [name]: value }).toEqual({ [name]: OTHER_DEFAULTS.get(name) ?? example.get(name) });
});

test('what the chart sets, nobody sets beside it', () => {
  expect(ownedVariables()).toEqual(expect.arrayContaining(SET_BY_CHART));
});

describeChart('settings', () => {
  test('reach the services as text, whatever their type', async () => {
    const config = {
      streamMibMax: 123_456_789,
      slaHorizonHours: 0.5,
      trustedProxies: ['10.0.0.0/8', 'fd00::/8'],
      egressDns: '10.0.0.53',
      traceUrl: 'https://tracing.example/trace/{traceId}',
    };
    const rendered = await render({ ...REQUIRED, config });
    expect(byKind(rendered, 'ConfigMap').get('dh-deskhook')?.data).toMatchObject({
      DESKHOOK_STREAM_MIB_MAX: '123456789',
      DESKHOOK_SLA_HORIZON_HOURS: '0.5',
      DESKHOOK_TRUSTED_PROXIES: '10.0.0.0/8,fd00::/8',
      DESKHOOK_EGRESS_DNS: '10.0.0.53',
      DESKHOOK_TRACE_URL: 'https://tracing.example/trace/{traceId}',
    });
  });

  test('that the broker depends on are the same for the hook as for the services', async () => {
    const rendered = await render(ALL_ON);
    const config = byKind(rendered, 'ConfigMap').get('dh-deskhook')?.data ?? {};
    const { env } = podOf(rendered, 'provision').container;
    for (const name of [
      'DESKHOOK_STREAM_REPLICAS',
      'DESKHOOK_STREAM_MIB_MAX',
      'DESKHOOK_ACK_WAIT_MS',
      'DESKHOOK_NATS_URL',
    ])
      expect(env).toContainEqual({ name, value: config[name] });
    expect(config).toMatchObject({ DESKHOOK_NATS_PROVISION: 'false', DESKHOOK_DATABASE_MIGRATE: 'false' });
  });
});

describeChart('secrets', () => {
  test('reach who needs them, and nobody else', async () => {
    const rendered = await render(ALL_ON);
    const held = Object.fromEntries(
      [...SERVICES, ...HOOKS].map((name) => [name, secretsOf(rendered, name).sort()]),
    );
    const otlp = 'OTEL_EXPORTER_OTLP_HEADERS';
    const nats = 'DESKHOOK_NATS_PASSWORD';
    const keys = ['DESKHOOK_SECRETS_KEY', 'DESKHOOK_SECRETS_KEYS_OLD'];
    expect(held).toEqual({
      gateway: [nats, ...keys, 'DESKHOOK_ROOT_KEY', otlp].sort(),
      subscriptions: [nats, ...keys, otlp, 'PGPASSWORD'].sort(),
      evaluator: [nats, otlp].sort(),
      dispatcher: [nats, ...keys, 'DESKHOOK_EGRESS_PROXY', otlp].sort(),
      scheduler: [nats, otlp].sort(),
      logs: [nats, otlp, 'PGPASSWORD'].sort(),
      provision: [nats],
      migrate: ['PGPASSWORD'],
    });
  });

  test('of connectors do not reach a gateway that takes none', async () => {
    const rendered = await render({ ...REQUIRED, connectors: { enabled: false } });
    expect(secretsOf(rendered, 'gateway')).toEqual(['DESKHOOK_ROOT_KEY']);
  });

  test('of the broker are each service its own', async () => {
    for (const [type, suffix] of [
      ['password', '-password'],
      ['nkey', '.nk'],
      ['creds', '.creds'],
    ] as const) {
      const nats = { url: 'nats://nats:4222', auth: { type, existingSecret: 'nats-users' } };
      const rendered = await render({ ...REQUIRED, nats });
      for (const name of [...SERVICES, 'provision']) {
        const { container, spec } = podOf(rendered, name);
        const files = spec.volumes.flatMap(({ secret }) => secret?.items.map((item) => item.key) ?? []);
        const keys = container.env.flatMap(({ valueFrom }) =>
          valueFrom?.secretKeyRef?.name === 'nats-users' ? [valueFrom.secretKeyRef.key] : [],
        );
        expect([...files, ...keys]).toEqual([`${name}${suffix}`]);
      }
    }
  });

  test('stand in no ConfigMap, argument or plain variable', async () => {
    const secret = 'p4ssw0rd-of-the-test';
    const values = {
      ...REQUIRED,
      database: { host: 'postgres', password: `${secret}-1` },
      secrets: { rootKey: `${secret}-2`, secretsKey: `${'A'.repeat(43)}=` },
    };
    expect((await render(values)).text).not.toContain(secret);
  });

  test('of the quickstart are drawn, alike everywhere, and another time others', async () => {
    const data = async () => byKind(await render(QUICKSTART), 'Secret');
    const [one, other] = [await data(), await data()];
    const drawn = one.get('quickstart')?.data ?? {};
    expect(one.get('dh-deskhook')?.data).toEqual({
      'root-key': drawn['root-key'],
      'secrets-key': drawn['secrets-key'],
      password: drawn['postgres-password'],
    });
    expect(Buffer.from(String(Buffer.from(drawn['secrets-key'] ?? '', 'base64')), 'base64')).toHaveLength(32);
    expect(other.get('quickstart')?.data).not.toEqual(drawn);
    expect(one.get('quickstart')?.metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
  });
});

describeChart('the database', () => {
  const url = async (database: object) =>
    podOf(await render({ ...REQUIRED, database }), 'logs').container.env.find(
      (one) => one.name === 'DESKHOOK_DATABASE_URL',
    );

  test('is reached with TLS that is verified', async () => {
    expect((await url(REQUIRED.database))?.value).toBe(
      'postgres://deskhook@postgres.databases.svc:5432/deskhook?sslmode=verify-full',
    );
    expect((await url(ALL_ON.database))?.value).toBe(
      'postgres://deskhook@postgres.databases.svc:5432/deskhook?sslmode=verify-full' +
        '&sslrootcert=/etc/deskhook/database-ca/ca.crt' +
        '&sslcert=/etc/deskhook/database-client/tls.crt&sslkey=/etc/deskhook/database-client/tls.key',
    );
  });

  test('has the connections that the values say, for both services or for each', async () => {
    const services = { logs: { env: { DESKHOOK_DATABASE_POOL_MAX: 8 } } };
    const rendered = await render({ ...REQUIRED, config: { databasePoolMax: 6 }, services });
    const shared = byKind(rendered, 'ConfigMap').get('dh-deskhook')?.data;
    expect(shared).toMatchObject({ DESKHOOK_DATABASE_POOL_MAX: '6' });
    expect(podOf(rendered, 'logs').container.env).toContainEqual({
      name: 'DESKHOOK_DATABASE_POOL_MAX',
      value: '8',
    });
    const usual = byKind(await render(REQUIRED), 'ConfigMap').get('dh-deskhook')?.data;
    expect(usual).not.toHaveProperty('DESKHOOK_DATABASE_POOL_MAX');
  });

  test('of a cloud, whose certificate has no name, is known by its authority', async () => {
    const tls = { ca: { existingSecret: 'cloud-sql' } };
    expect((await url({ ...REQUIRED.database, sslMode: 'verify-ca', tls }))?.value).toBe(
      'postgres://deskhook@postgres.databases.svc:5432/deskhook?uselibpqcompat=true&sslmode=verify-ca' +
        '&sslrootcert=/etc/deskhook/database-ca/ca.crt',
    );
  });

  test('may have a user and a name of any letters', async () => {
    const database = { ...REQUIRED.database, user: 'desk hook@acme', name: 'a/b', sslMode: 'disable' };
    const { value = '' } = (await url(database)) ?? {};
    expect(value).toBe('postgres://desk%20hook%40acme@postgres.databases.svc:5432/a%2Fb?sslmode=disable');
  });

  test('may be given as a whole URL in a Secret', async () => {
    expect(await url({ existingSecret: 'deskhook-database', urlKey: 'url' })).toEqual({
      name: 'DESKHOOK_DATABASE_URL',
      valueFrom: { secretKeyRef: { name: 'deskhook-database', key: 'url' } },
    });
  });
});
