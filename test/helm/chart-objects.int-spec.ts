import { expect, test } from '@jest/globals';
import { ALL_ON, describeChart, lint, QUICKSTART, RELEASE, render, REQUIRED } from './chart.js';
import { modelModule, validateObject } from './kube-models.js';
import { kubeObjectSchema, type KubeObject } from './objects.schema.js';
import { unknownFields } from './strict-fields.js';

const WITHOUT = {
  ...REQUIRED,
  networkPolicy: { enabled: false },
  metrics: { enabled: false },
  hooks: { enabled: false },
  tests: { enabled: false },
};
const TRIAL = {
  ...REQUIRED,
  database: { host: 'postgres.databases.svc', password: 'p@ss word/' },
  secrets: { rootKey: 'a root key', secretsKey: `${'A'.repeat(43)}=` },
};
const VALUES: readonly (readonly [string, object | string])[] = [
  ['the least', REQUIRED],
  ['all on', ALL_ON],
  ['the quickstart', QUICKSTART],
  ['all that can be off, off', WITHOUT],
  ['secrets as values', TRIAL],
];

const nameOf = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;

describeChart.each(VALUES)('with %s, the chart', (_name, values) => {
  test('passes helm lint --strict', async () => {
    expect(await lint(values)).toMatchObject({ kind: 'ok' });
  });

  test('has only objects that their schemas take, each once', async () => {
    const { objects } = await render(values);
    for (const object of objects) await validateObject(object);
    const names = objects.map(nameOf);
    expect(names).toEqual([...new Set(names)]);
  });

  test('has no field that nobody knows', async () => {
    const { objects } = await render(values);
    expect(await unknownFields(objects)).toBe('');
  }, 120_000);

  test('is labelled, in the namespace of the release, and names fit', async () => {
    const { objects } = await render(values, {
      release: 'a-release-whose-name-is-as-long-as-helm-permits-it',
    });
    for (const { kind, metadata } of objects.filter((one) => one.metadata.name !== 'mine')) {
      expect(metadata.namespace).toBe('support');
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': 'deskhook',
        'app.kubernetes.io/part-of': 'deskhook',
        'app.kubernetes.io/managed-by': 'Helm',
        'helm.sh/chart': expect.stringMatching(/^deskhook-/),
      });
      // A StatefulSet's pods bear its name, a number and a hash in a label of 63 characters.
      expect(metadata.name.length).toBeLessThanOrEqual(kind === 'StatefulSet' ? 52 : 63);
    }
  });

  test('leaves no blanks at the ends of lines', async () => {
    const { text } = await render(values);
    const ours = text.split('\n---\n').filter((one) => !/files\/|PrometheusRule|dashboard/.test(one));
    expect(
      ours
        .join('\n')
        .split('\n')
        .filter((line) => /\s$/.test(line)),
    ).toEqual([]);
  });
});

describeChart('names that YAML takes for something else', () => {
  test.each(['123', '1e3', 'true', 'a.release'])('such as the release %s, remain texts', async (release) => {
    const { objects } = await render({ ...ALL_ON, fullnameOverride: 'on' }, { release, namespace: '456' });
    // Parsing refuses a label or a name that is no text.
    expect(objects.length).toBeGreaterThan(20);
    for (const object of objects) await validateObject(object);
    for (const { metadata } of objects.filter((one) => one.metadata.name !== 'mine')) {
      expect(metadata.labels['app.kubernetes.io/instance']).toBe(release);
      expect(metadata.namespace).toBe('456');
    }
  });

  test('are those of Services: no dots, and a letter first', async () => {
    const { objects } = await render(REQUIRED, { release: 'a.release' });
    for (const { metadata } of objects) expect(metadata.name).toMatch(/^a-release-deskhook[-a-z]*$/);
    await expect(render(REQUIRED, { release: '123' })).rejects.toThrow('fullnameOverride: ');
  });
});

describeChart('what all on makes', () => {
  test('every kind that the chart knows', async () => {
    const { objects } = await render(ALL_ON);
    const quickstart = (await render(QUICKSTART)).objects;
    const kinds = new Set([...objects, ...quickstart].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining([
        'ConfigMap',
        'Deployment',
        'HTTPRoute',
        'HorizontalPodAutoscaler',
        'Ingress',
        'Job',
        'NetworkPolicy',
        'Pod',
        'PodDisruptionBudget',
        'ScaledObject',
        'Secret',
        'Service',
        'ServiceAccount',
        'ServiceMonitor',
        'StatefulSet',
      ]),
    );
  });

  test('labels and annotations of the operator everywhere', async () => {
    const { objects } = await render(ALL_ON);
    for (const { metadata } of objects.filter((one) => one.metadata.name !== 'mine')) {
      expect(metadata.labels).toMatchObject({ 'example.com/team': 'support' });
      expect(metadata.annotations).toMatchObject({ 'example.com/owner': 'support@example.com' });
    }
    const deployments = objects.filter(({ kind }) => kind === 'Deployment');
    for (const { metadata } of deployments)
      expect(metadata.annotations).toMatchObject({ 'example.com/reload': 'true' });
  });
});

const object = (apiVersion: string, kind: string, spec: object) =>
  kubeObjectSchema.parse({ apiVersion, kind, metadata: { name: `${RELEASE}-broken` }, spec });

describeChart('the check itself', () => {
  test.each([
    ['apps/v1', 'Deployment', { replicas: 'two' }],
    ['v1', 'Service', { ports: 'http' }],
    ['networking.k8s.io/v1', 'NetworkPolicy', { podSelector: 1 }],
    ['policy/v1', 'PodDisruptionBudget', { selector: [] }],
    ['autoscaling/v2', 'HorizontalPodAutoscaler', { maxReplicas: 'ten' }],
    ['batch/v1', 'Job', { backoffLimit: 'often' }],
    ['keda.sh/v1alpha1', 'ScaledObject', { triggers: [{ metadata: {} }] }],
    ['monitoring.coreos.com/v1', 'ServiceMonitor', { endpoints: 'metrics' }],
    ['monitoring.coreos.com/v1', 'PrometheusRule', { groups: [{ rules: [] }] }],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', { parentRefs: [{}] }],
  ])('refuses a broken %s %s', async (apiVersion, kind, spec) => {
    await expect(validateObject(object(apiVersion, kind, spec))).rejects.toThrow(/data\/spec/);
  });

  test('refuses a kind that nobody knows', async () => {
    await expect(validateObject(object('apps/v1', 'Deploymant', {}))).rejects.toThrow();
    expect(modelModule({ apiVersion: 'v1' })).toBe('kubernetes-models/v1');
  });

  test('refuses a field that nobody knows', async () => {
    const good = object('v1', 'Service', { ports: [{ port: 80 }] });
    const bad = object('v1', 'Service', { ports: [{ port: 80, targetport: 'http' }] });
    expect(await unknownFields([good])).toBe('');
    expect(await unknownFields([bad])).toMatch(/targetport/);
  }, 120_000);
});
