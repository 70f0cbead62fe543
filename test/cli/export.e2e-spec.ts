import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { clientCertificate, type ClientCertificate } from '../support/client-certificate.js';
import { startCliWorld, type CliWorld } from './cli-world.js';

const CALENDAR = {
  id: 'office',
  name: 'Office',
  timezone: 'Europe/Berlin',
  weeklyHours: { monday: [{ from: '09:00', to: '17:00' }] },
  holidays: [{ date: '2026-12-25' }],
  labels: { team: 'support' },
};
const POLICY = {
  id: 'gold',
  name: 'Gold',
  position: 3,
  calendar: 'office',
  condition: { field: 'ticket.tags', op: 'contains', value: 'gold' },
  targets: { resolution: { urgent: 'PT1H', default: null } },
  timeConditions: [{ id: 'stuck', statuses: ['pending'], after: 'P2D' }],
};
const base = { urls: ['https://example.com/hook'], events: ['ticket.created'] };
const SUBSCRIPTIONS = [
  { ...base, name: 'Plain' },
  { ...base, name: 'Keyed', key: 'keyed', labels: { team: 'support', tier: '' }, status: 'inactive' },
  {
    ...base,
    name: 'All: of # it',
    key: 'all-of-it',
    urls: ['https://example.com/a?token=in-the-url', 'https://hooks.slack.com/services/T0/B0/in-the-path'],
    events: ['ticket.*', 'sla.breached'],
    secret: null,
    condition: {
      all: [
        { field: 'ticket.subject', op: 'matches', value: '^\\$${SHELL} ${HOME}$' },
        { not: { field: 'time', op: 'in_business_hours', value: 'office' } },
      ],
    },
    headers: { 'x-team': 'support', 'x-api-key': 'in-the-header' },
    auth: { type: 'basic', username: 'deskhook', password: 'in-the-auth' },
    redact: ['ticket.requester.email'],
    delivery: {
      timeoutMs: 5000,
      retrySchedule: ['1s'],
      rateLimit: { limit: 5, per: '1m' },
      ordering: 'ticket',
    },
    actions: [{ type: 'add_note', body: 'Sent\nto all' }],
  },
  {
    ...base,
    name: 'Template',
    key: 'template',
    dialect: 'template',
    dialectOptions: { preset: 'slack', contentType: 'application/json' },
  },
  {
    ...base,
    name: 'OAuth',
    key: 'oauth',
    auth: {
      type: 'oauth2',
      tokenUrl: 'https://example.com/token?tenant=in-the-token-url',
      clientId: 'deskhook',
      clientSecret: 'in-the-auth',
    },
  },
  { ...base, name: 'SupportCandy', dialect: 'supportcandy', events: ['change-ticket-status'] },
  { ...base, name: 'Movidesk', dialect: 'movidesk' },
];
const SECRETS = ['in-the-url', 'in-the-path', 'in-the-header', 'in-the-auth', 'in-the-token-url', 'whsec_'];

describe('deskhook export', () => {
  let world: CliWorld;
  let folder = '';
  let pair: ClientCertificate;
  beforeAll(async () => {
    world = await startCliWorld();
    pair = await clientCertificate();
    folder = await mkdtemp(join(tmpdir(), 'deskhook-export-'));
    for (const tenant of ['full', 'copy', 'defaults', 'copy-of-defaults'])
      await world.services.api('PUT', `/v1/tenants/${tenant}`, {});
    const defaults = {
      dialect: 'cloudevents',
      headers: { 'x-of': 'tenant' },
      delivery: { maxConcurrency: 4, ordering: 'ticket' },
    };
    await world.services.api('PATCH', '/v1/tenants/defaults', { defaults });
    await fill('full');
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  async function fill(tenant: string): Promise<void> {
    const withTls = { ...base, name: 'Mutual', key: 'mutual', tls: pair };
    for (const [part, body] of [
      ['calendars', CALENDAR],
      ['sla-policies', POLICY],
      ...[...SUBSCRIPTIONS, withTls].map((one) => ['subscriptions', one] as const),
    ] as const) {
      const answer = await world.services.api('POST', `/v1/tenants/${tenant}/${part}`, body);
      if (answer.status !== 201) throw new Error(await answer.text());
    }
  }

  const deskhook = (tenant: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    world.cli([...args, '--tenant', tenant], {
      env: { DESKHOOK_KEY: world.services.rootKey, ...env },
      folder,
    });
  const exported = async (tenant: string, ...args: string[]) => {
    const { code, stdout } = await deskhook(tenant, ['export', ...args]);
    expect(code).toBe(0);
    await writeFile(join(folder, `${tenant}.yaml`), stdout);
    return stdout;
  };
  const applied = async (tenant: string, file: string, env: NodeJS.ProcessEnv = {}) => {
    const { stdout, stderr } = await deskhook(tenant, ['apply', '-f', file, '--json'], env);
    return {
      outcomes: new Set(JSON.parse(stdout).results?.map((row: { outcome: string }) => row.outcome)),
      stderr,
    };
  };

  it('can be applied to where it comes from, and changes nothing there', async () => {
    const text = await exported('full', '--with-secrets');
    expect(parseAllDocuments(text)).toHaveLength(10);
    expect(await applied('full', 'full.yaml')).toMatchObject({ outcomes: new Set(['unchanged']) });
  });

  it('tells no secret; variables stand in their place, and comments say how to give the rest', async () => {
    const text = await exported('full');
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).toContain(
      '# Not exported: what is there keeps its own, for a new one set spec.secret: {secretFrom: {env: KEYED_SECRET}}',
    );
    expect(text).toContain(
      '# Not exported: what is there keeps its own, for a new one set spec.auth.password: {secretFrom: {env: ALL_OF_IT_CREDENTIAL}}',
    );
    expect(text).toContain('spec.tls.key: {secretFrom: {env: MUTUAL_TLS_KEY}}');
    expect(text).toContain(
      '# To be set where it is applied: ALL_OF_IT_URL_1, ALL_OF_IT_URL_2, ALL_OF_IT_X_API_KEY',
    );
    expect(text).toContain('# To be set where it is applied: OAUTH_TOKEN_URL');
    const asJson = await deskhook('full', ['export', '--json']);
    for (const secret of SECRETS) expect(asJson.stdout).not.toContain(secret);
    const unset = await applied('full', 'full.yaml');
    expect(unset.stderr).toContain('the environment has no ALL_OF_IT_URL_1');
    const env = {
      ALL_OF_IT_URL_1: 'https://example.com/a?token=in-the-url',
      ALL_OF_IT_URL_2: 'https://hooks.slack.com/services/T0/B0/in-the-path',
      ALL_OF_IT_X_API_KEY: 'in-the-header',
      OAUTH_TOKEN_URL: 'https://example.com/token?tenant=in-the-token-url',
    };
    expect(await applied('full', 'full.yaml', env)).toMatchObject({ outcomes: new Set(['unchanged']) });
  });

  it('makes the same of another tenant', async () => {
    const text = await exported('full', '--with-secrets');
    const complete = text
      .replace('username: deskhook', 'username: deskhook\n    password: anew')
      .replace('clientId: deskhook', 'clientId: deskhook\n    clientSecret: anew')
      .replace(/^ {4}certificate: /m, `    key: ${JSON.stringify(pair.key)}\n    certificate: `);
    await writeFile(join(folder, 'complete.yaml'), complete);
    const made = await applied('copy', 'complete.yaml');
    expect(made.outcomes).toEqual(new Set(['created']));
    expect(withoutIds(await exported('copy', '--with-secrets'))).toEqual(withoutIds(text));
  });

  it('writes what only the defaults of the tenant have made so', async () => {
    await world.services.api('POST', '/v1/tenants/defaults/subscriptions', {
      ...base,
      name: 'By default',
      key: 'by-default',
      secret: null,
    });
    const text = await exported('defaults');
    expect(text).toContain('dialect: cloudevents');
    await applied('copy-of-defaults', 'defaults.yaml');
    const copy = await exported('copy-of-defaults');
    for (const each of ['x-of: tenant', 'maxConcurrency: 4', 'ordering: ticket', 'dialect: cloudevents'])
      expect(copy).toContain(each);
  });

  it('takes kinds and labels, and gives JSON', async () => {
    const { json, code } = await deskhook('full', ['export', '--json', '--label', 'team=support']);
    expect([
      code,
      json.map((one: { kind: string; metadata: { name: string } }) => `${one.kind} ${one.metadata.name}`),
    ]).toEqual([0, ['Calendar office', 'Subscription keyed']]);
    const policies = await exported('full', '--kind', 'SlaPolicy');
    expect(parseAllDocuments(policies).map((document) => document.toJS())).toMatchObject([
      { kind: 'SlaPolicy', metadata: { name: 'gold' }, spec: { position: 3 } },
    ]);
  });

  it('needs a key that sees everything, as those of editors do', async () => {
    const asked = async (role: string) =>
      world.cli(['export'], { env: { DESKHOOK_KEY: await world.keyOf(role) } });
    expect(await asked('viewer')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('use one of an editor or admin'),
    });
    expect(await asked('editor')).toMatchObject({ code: 0, stderr: '0 exported from acme\n' });
  });
});

/** Keyless subscriptions are called by their ids, and get these as keys where they are made anew. */
function withoutIds(text: string): string[] {
  return text
    .split('---\n')
    .map((one) => one.replace(/# .*\n/g, '').trim())
    .toSorted();
}
