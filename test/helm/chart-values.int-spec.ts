import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { valuesPage } from '../../tools/helm-values/values-page.js';
import { CHART, describeChart, lint, QUICKSTART, render, REQUIRED } from './chart.js';

const read = (...path: readonly string[]) => readFileSync(join(projectRoot(), ...path), 'utf8');
const tree = z.record(z.string(), z.unknown());

test('the page of values is that of values.yaml (else run: node tools/run.mjs tools/helm-values/main)', async () => {
  const page = join(projectRoot(), 'docs/operations/kubernetes-values.md');
  const made = valuesPage(read('deploy/helm/deskhook/values.yaml'));
  const formatted = await format(made, { ...(await resolveConfig(page)), parser: 'markdown' });
  expect(readFileSync(page, 'utf8') === formatted).toBe(true);
});

test('what the schema knows at the top, of `config` and of a service, values.yaml states', () => {
  const values = tree.parse(parse(read('deploy/helm/deskhook/values.yaml')));
  const branch = z.looseObject({ properties: tree });
  const schema = branch
    .extend({ $defs: z.looseObject({ service: branch }) })
    .parse(JSON.parse(read('deploy/helm/deskhook/values.schema.json')));
  const config = branch.parse(schema.properties['config']);
  const names = (object: unknown) => Object.keys(tree.parse(object)).sort();
  expect(names(schema.properties)).toEqual(names(values));
  expect(names(config.properties)).toEqual(names(values['config']));
  expect(names(schema.$defs.service.properties)).toEqual(names(values['defaults']));
});

describeChart('values', () => {
  test('that are needed are asked for by name, all at once', async () => {
    const refusal = render({});
    for (const name of ['nats.url', 'database.host', 'database.existingSecret', 'secrets.existingSecret'])
      await expect(refusal).rejects.toThrow(`${name}: `);
  });

  test.each([
    [{ servces: {} }, /servces/],
    [{ services: { gatway: { replicas: 3 } } }, /\/services.*gatway/],
    [{ services: { gateway: { replica: 3 } } }, /\/services\/gateway.*replica/],
    [{ services: { gateway: { replicas: 'three' } } }, /\/services\/gateway\/replicas.*integer/],
    [{ defaults: { resources: { limits: { memory: 'much' } } } }, /\/defaults\/resources\/limits\/memory/],
    [{ defaults: { graceMarginSeconds: 5 } }, /\/defaults\/graceMarginSeconds.*10/],
    [{ config: { streamMib: 64 } }, /\/config.*streamMib/],
    [{ config: { logLevel: 'loud' } }, /\/config\/logLevel/],
    [{ config: { egressProxy: 'http://user:password@proxy:3128' } }, /\/config\/egressProxy/],
    [{ config: { egressAllow: ['my-network'] } }, /\/config\/egressAllow/],
    [{ config: { egressAllow: '10.0.0.0/8, 10.0.0.256' } }, /\/config\/egressAllow/],
    [{ config: { egressDeny: ['10.0.0.0/33'] } }, /\/config\/egressDeny/],
    [{ config: { trustedProxies: ['fd00:::/8'] } }, /\/config\/trustedProxies/],
    [{ config: { streamReplicas: 2 } }, /\/config\/streamReplicas/],
    [{ config: { databasePoolMax: 3 } }, /\/config\/databasePoolMax/],
    [{ networkPolicy: { dispatcher: { allow: ['fd00::/129'] } } }, /\/networkPolicy\/dispatcher\/allow/],
    [{ networkPolicy: { nats: { to: [{ ipBlock: { cidr: '10.9.8.7' } }] } } }, /\/ipBlock\/cidr/],
    [{ telemetry: { otlp: { sampler: 'ratio' } } }, /\/telemetry\/otlp\/sampler.*parentbased_traceidratio/],
    [{ telemetry: { otlp: { samplerArg: '10%' } } }, /\/telemetry\/otlp\/samplerArg/],
    [{ telemetry: { otlp: { samplerArg: 10 } } }, /\/telemetry\/otlp\/samplerArg/],
    [{ telemetry: { otlp: { endpoint: 'http://user:password@otel:4318' } } }, /\/telemetry\/otlp\/endpoint/],
    [{ nats: { url: 'nats://user:password@nats:4222' } }, /\/nats\/url/],
    [{ nats: { url: ['nats://nats:4222', 'nats://user@nats:4222'] } }, /\/nats\/url/],
    [{ nats: { url: 'wss://nats.example.com' } }, /\/nats\/url/],
    [{ nats: { url: ['nats://nats:4222', 'ws://nats:8080'] } }, /\/nats\/url/],
    [{ services: { gateway: { image: { repository: 'other' } } } }, /\/services\/gateway\/image.*repository/],
    [{ service: { loadBalancerSourceRanges: ['10.0.0.1'] } }, /\/service\/loadBalancerSourceRanges/],
    [{ database: { sslMode: 'require' } }, /\/database\/sslMode/],
    [{ secrets: { secretsKey: 'short' } }, /\/secrets\/secretsKey/],
    [{ image: { digest: 'latest' } }, /\/image\/digest/],
    [{ keda: { natsMonitoringEndpoint: 'http://nats:8222' } }, /\/keda\/natsMonitoringEndpoint/],
    [{ networkPolicy: { gateway: { from: [] } } }, /\/networkPolicy\/gateway\/from/],
    [{ networkPolicy: { dns: { ports: [] } } }, /\/networkPolicy\/dns\/ports/],
    [{ networkPolicy: { nats: { to: [] } } }, /\/networkPolicy\/nats\/to/],
    [{ nats: { auth: { type: 'token' } } }, /\/nats\/auth\/type/],
  ])('that are wrong are refused, and named: %j', async (wrong, message) => {
    await expect(render({ ...REQUIRED, ...wrong })).rejects.toThrow(message);
  });

  test.each([
    [{ nats: { url: 'nats://n:4222', auth: { type: 'creds' } } }, /nats\.auth\.existingSecret/],
    [{ database: { urlKey: 'url' } }, /database\.existingSecret/],
    [
      { database: { ...REQUIRED.database, sslMode: 'verify-ca' } },
      /database\.tls\.ca\.existingSecret: .*verify-ca/,
    ],
    [{ service: { externalTrafficPolicy: 'Local' } }, /service\.externalTrafficPolicy: .*LoadBalancer/],
    [
      { service: { type: 'NodePort', loadBalancerSourceRanges: ['10.0.0.0/8'] } },
      /service\.loadBalancerSourceRanges: /,
    ],
    [{ httpRoute: { enabled: true } }, /httpRoute\.parentRefs/],
    [{ secrets: { rootKey: 'a key' } }, /secrets\.secretsKey/],
    [{ services: { gateway: { autoscaling: { enabled: true, targetCpuPercent: 0 } } } }, /targetCpuPercent/],
    [{ quickstart: { enabled: true } }, /nats\.url: .*quickstart/],
    [{ quickstart: { enabled: true } }, /database\.host: .*quickstart/],
    [{ quickstart: { enabled: true } }, /database\.existingSecret: .*quickstart/],
    [{ defaults: { env: { DESKHOOK_DRAIN_MS: '60000' } } }, /config\.drainMs/],
    [
      { services: { gateway: { env: { DESKHOOK_ROOT_KEY: 'key' } } } },
      /services\.gateway\.env\.DESKHOOK_ROOT_KEY: .*secrets\.existingSecret/,
    ],
    [{ defaults: { env: { PGPASSWORD: 'secret' } } }, /services\.logs\.env\.PGPASSWORD: .*database\./],
  ])('that do not fit together are refused, too: %j', async (wrong, message) => {
    await expect(render({ ...REQUIRED, ...wrong })).rejects.toThrow(message);
  });

  test('that are right are taken in every form', async () => {
    const ranges = [
      '10.0.0.0/8',
      '10.1.2.3',
      '0.0.0.0/0',
      'fd00::/8',
      '::/0',
      '::1',
      '2606:4700:4700::1111/128',
    ];
    const url = 'nats://nats-0:4222, tls://nats-1, [fd00::7]:4222';
    for (const egressAllow of [ranges, ranges.join(', '), '', []])
      await render({ ...REQUIRED, nats: { url }, config: { egressAllow, egressDeny: egressAllow } });
    for (const samplerArg of ['', '0.1', 0.25, 1, '1.0'])
      await render({ ...REQUIRED, telemetry: { otlp: { sampler: 'traceidratio', samplerArg } } });
  });

  test('of the quickstart are more than that it is enabled', async () => {
    const refusal = render({ quickstart: { enabled: true } });
    await expect(refusal).rejects.toThrow(/config\.streamReplicas: .*-f values-quickstart\.yaml/);
    await expect(refusal).rejects.toThrow(/config\.streamMibMax: .*8Gi.*-f values-quickstart\.yaml/);
    const config = { streamReplicas: 1 };
    await render({ quickstart: { enabled: true, nats: { storage: '32Gi' } }, config });
  });

  test('give a hook less time than the install page gives Helm', async () => {
    const page = read('docs/operations/install.md');
    const minutes = [...page.matchAll(/--timeout (\d+)m/g)].map(([, text]) => Number(text));
    const deadlines = (await render(REQUIRED)).objects
      .filter(({ kind }) => kind === 'Job')
      .map(({ spec }) => Number(spec['activeDeadlineSeconds']));
    expect(deadlines).toHaveLength(2);
    expect(minutes.length).toBeGreaterThan(1);
    for (const deadline of deadlines) expect(deadline).toBeLessThan(Math.min(...minutes) * 60);
  });

  test('of the quickstart suffice, and its chart is told by what follows', async () => {
    expect(await lint(QUICKSTART)).toMatchObject({ kind: 'ok' });
    const notes = readFileSync(join(CHART, 'templates', 'NOTES.txt'), 'utf8');
    for (const step of ['rollout status', 'helm -n', 'port-forward', '/v1/tenants/acme/keys'])
      expect(notes).toContain(step);
  });
});
