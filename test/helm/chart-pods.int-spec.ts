import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { ALL_ON, describeChart, QUICKSTART, render, REQUIRED } from './chart.js';
import { byKind, HOOKS, podOf, podsOf, SERVICES } from './pods.js';

/** What a pod of one replica less has, beside the drain: the broker gets five seconds for the last acknowledgements. */
const MARGIN_SECONDS_MIN = 10;

describeChart.each([
  ['the least', REQUIRED],
  ['all on', ALL_ON],
  ['the quickstart', QUICKSTART],
] as const)('with %s, pods', (_name, values) => {
  test('are of nobody in particular, with a root that is only read, and no token', async () => {
    const pods = podsOf(await render(values));
    expect(pods.length).toBeGreaterThanOrEqual(SERVICES.length);
    for (const { spec } of pods) {
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: expect.any(Number),
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const { securityContext } of spec.containers)
        expect(securityContext).toMatchObject({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
        });
    }
  });

  test('say what they need and may not take more memory', async () => {
    for (const { spec } of podsOf(await render(values)))
      for (const { resources } of spec.containers) {
        expect(resources.requests).toMatchObject({ cpu: expect.any(String), memory: expect.any(String) });
        expect(resources.limits['memory']).toMatch(/^\d+[MG]i$/);
      }
  });

  test('of the services may write to /tmp alone, and are asked how they fare', async () => {
    const rendered = await render(values);
    for (const name of SERVICES) {
      const { container, spec } = podOf(rendered, name);
      expect(container.volumeMounts).toContainEqual({ name: 'tmp', mountPath: '/tmp' });
      expect(spec.volumes.map((volume) => volume.name)).toContain('tmp');
      const port = name === 'gateway' ? 'http' : 'health';
      // What a pod waits for takes as long as it takes: it is not ready meanwhile, and not ended.
      expect(container.startupProbe).toMatchObject({ httpGet: { path: '/healthz', port } });
      expect(container.livenessProbe).toMatchObject({ httpGet: { path: '/healthz', port } });
      expect(container.readinessProbe).toMatchObject({ httpGet: { path: '/readyz', port } });
      expect(container.args).toEqual([name]);
    }
  });

  test('get the time to drain', async () => {
    const rendered = await render(values);
    const config = byKind(rendered, 'ConfigMap').get('dh-deskhook')?.data ?? {};
    const drainSeconds = Math.ceil(Number(config['DESKHOOK_DRAIN_MS']) / 1000);
    expect(drainSeconds).toBeGreaterThan(0);
    for (const name of SERVICES) {
      const { spec, container } = podOf(rendered, name);
      const preStop = container.lifecycle?.preStop.sleep.seconds ?? 0;
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(
        preStop + drainSeconds + MARGIN_SECONDS_MIN,
      );
      // Balancers forget a gateway before it stops.
      expect(preStop > 0).toBe(name === 'gateway');
    }
  });

  test('of each service have an account of their own that can do nothing', async () => {
    const rendered = await render(values);
    const accounts = byKind(rendered, 'ServiceAccount');
    for (const name of SERVICES) {
      expect(podOf(rendered, name).spec.serviceAccountName).toBe(`dh-deskhook-${name}`);
      expect(accounts.get(name)?.source).toMatchObject({ automountServiceAccountToken: false });
    }
    expect(rendered.objects.filter(({ kind }) => /Role/.test(kind))).toEqual([]);
  });
});

describeChart('what an operator adds to pods', () => {
  const labels = { 'app.kubernetes.io/part-of': 'helpdesk', 'app.kubernetes.io/component': 'mine' };
  const values = {
    ...ALL_ON,
    commonLabels: labels,
    defaults: {
      env: { OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test', NODE_OPTIONS: '--trace-warnings' },
      extraEnv: [{ name: 'NODE_OPTIONS', value: '--no-warnings' }],
      podLabels: labels,
      strategy: { type: 'Recreate' },
    },
    hooks: { extraEnv: [{ name: 'DESKHOOK_LOG_LEVEL', value: 'debug' }], podLabels: labels },
  };

  test('takes the place of what the chart says: no variable is there twice, which server-side apply refuses', async () => {
    const rendered = await render(values);
    for (const { container } of podsOf(rendered)) {
      const names = container.env.map(({ name }) => name);
      expect(names).toEqual([...new Set(names)]);
    }
    const { env } = podOf(rendered, 'logs').container;
    expect(env).toContainEqual({ name: 'OTEL_RESOURCE_ATTRIBUTES', value: 'deployment.environment=test' });
    expect(env).toContainEqual({ name: 'NODE_OPTIONS', value: '--no-warnings' });
    const hook = podOf(rendered, 'migrate').container.env;
    expect(hook).toContainEqual({ name: 'DESKHOOK_LOG_LEVEL', value: 'debug' });
  });

  test('changes labels, but for those that pods are picked by', async () => {
    for (const { labels: own, component } of podsOf(await render(values))) {
      expect(own['app.kubernetes.io/part-of']).toBe('helpdesk');
      expect([...SERVICES, ...HOOKS, 'test']).toContain(component);
      expect(own['app.kubernetes.io/component']).toBe(component);
    }
  });

  test('may be another strategy, which has no settings of the usual one', async () => {
    const deployments = byKind(await render(values), 'Deployment');
    for (const { spec } of deployments.values()) expect(spec['strategy']).toEqual({ type: 'Recreate' });
  });
});

describeChart('pods in a cluster that gives them their user', () => {
  test('name none, those of the hooks and the test neither', async () => {
    const podSecurityContext = { runAsUser: null, runAsGroup: null, fsGroup: null };
    const defaults = { podSecurityContext, securityContext: { privileged: false } };
    for (const { spec } of podsOf(await render({ ...REQUIRED, defaults }))) {
      expect(spec.securityContext).toMatchObject({ ...podSecurityContext, runAsNonRoot: true });
      expect(spec.containers[0]?.securityContext).toMatchObject({
        privileged: false,
        readOnlyRootFilesystem: true,
      });
    }
  });
});

describeChart('replicas', () => {
  test('are replaced one by one, never all evicted, and spread', async () => {
    const rendered = await render(REQUIRED);
    for (const name of SERVICES) {
      const deployment = byKind(rendered, 'Deployment').get(name);
      expect(deployment?.spec).toMatchObject({
        replicas: 2,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      });
      const { spec, labels } = podOf(rendered, name);
      expect(spec.topologySpreadConstraints.map((one) => one['topologyKey'])).toEqual([
        'topology.kubernetes.io/zone',
        'kubernetes.io/hostname',
      ]);
      const budget = byKind(rendered, 'PodDisruptionBudget').get(name);
      expect(budget?.spec).toMatchObject({ maxUnavailable: 1 });
      const selector = { 'app.kubernetes.io/component': name, 'app.kubernetes.io/instance': 'dh' };
      for (const { spec: one } of [budget, deployment].filter((object) => object !== undefined))
        expect(one['selector']).toMatchObject({ matchLabels: selector });
      expect(labels).toMatchObject(selector);
    }
  });

  test('of one have no budget, which would keep a node from being drained for ever', async () => {
    const rendered = await render({ ...REQUIRED, services: { scheduler: { replicas: 1 } } });
    const budgets = byKind(rendered, 'PodDisruptionBudget');
    expect([...budgets.keys()].sort()).toEqual(SERVICES.filter((name) => name !== 'scheduler').sort());
  });
});

describeChart('a changed setting', () => {
  test('rolls the pods, and an unchanged one does not', async () => {
    const checksum = async (values: object) =>
      podOf(await render(values), 'logs').annotations['checksum/config'];
    const before = await checksum(REQUIRED);
    expect(await checksum(REQUIRED)).toBe(before);
    expect(await checksum({ ...REQUIRED, config: { retentionDays: 60 } })).not.toBe(before);
  });

  test('of a key in the values does, too', async () => {
    const trial = (rootKey: string) => ({
      ...REQUIRED,
      secrets: { rootKey, secretsKey: `${'A'.repeat(43)}=` },
    });
    const checksum = async (key: string) =>
      podOf(await render(trial(key)), 'gateway').annotations['checksum/secrets'];
    expect(await checksum('one')).not.toBe(await checksum('two'));
  });
});

describeChart('the broker of the quickstart', () => {
  test('is rolled with its configuration', async () => {
    const rendered = await render(QUICKSTART);
    const text = byKind(rendered, 'ConfigMap').get('nats')?.data['nats.conf']?.trimEnd() ?? '';
    expect(podOf(rendered, 'nats').annotations['checksum/config']).toBe(
      createHash('sha256').update(text).digest('hex'),
    );
  });
});

describeChart('hooks', () => {
  test('make streams, then tables, before everything else, and need nothing that is not there yet', async () => {
    const rendered = await render({ ...ALL_ON, database: { host: 'postgres', password: 'a password' } });
    const made = new Set<string>();
    const hooks = rendered.objects
      .filter(
        ({ metadata }) => metadata.annotations['helm.sh/hook'] === 'pre-install,pre-upgrade,pre-rollback',
      )
      .toSorted((one, other) => weight(one.metadata.annotations) - weight(other.metadata.annotations));
    expect(hooks.filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name)).toEqual([
      'dh-deskhook-provision',
      'dh-deskhook-migrate',
    ]);
    for (const hook of hooks) {
      expect(hook.metadata.annotations['helm.sh/hook-delete-policy']).toBe(
        'before-hook-creation,hook-succeeded',
      );
      if (hook.kind !== 'Job') made.add(hook.metadata.name);
    }
    for (const name of HOOKS) {
      const { spec, container } = podOf(rendered, name);
      expect(made).toContain(spec.serviceAccountName);
      expect(container.envFrom).toEqual([]);
      const refs = container.env.flatMap((one) => one.valueFrom?.secretKeyRef?.name ?? []);
      for (const ref of refs) expect(['deskhook-nats', ...made]).toContain(ref);
    }
    expect(podOf(rendered, 'provision').container.args).toEqual(['provision', 'acme']);
    expect(podOf(rendered, 'migrate').container.args).toEqual(['migrate']);
  });

  test('run with what services may have: an identity, a proxy of the database beside them, volumes', async () => {
    const rendered = await render(ALL_ON);
    expect(byKind(rendered, 'ServiceAccount').get('hooks')?.metadata.annotations).toMatchObject({
      'example.com/identity': 'deskhook',
      'helm.sh/hook-weight': '-20',
    });
    for (const name of HOOKS) {
      const { spec, container } = podOf(rendered, name);
      expect(spec.initContainers).toEqual([expect.objectContaining({ restartPolicy: 'Always' })]);
      expect(spec.volumes.map((volume) => volume.name)).toContain('more');
      expect(container.volumeMounts).toContainEqual({ name: 'more', mountPath: '/more' });
    }
    const mine = { hooks: { serviceAccount: { create: false, name: 'mine' } } };
    const other = await render({ ...REQUIRED, ...mine });
    expect(byKind(other, 'ServiceAccount').has('hooks')).toBe(false);
    for (const name of HOOKS) expect(podOf(other, name).spec.serviceAccountName).toBe('mine');
  });

  test('are not there where the broker is not there yet either; services do it themselves', async () => {
    const rendered = await render(QUICKSTART);
    expect(byKind(rendered, 'Job').size).toBe(0);
    expect(byKind(rendered, 'ConfigMap').get('dh-deskhook')?.data).toMatchObject({
      DESKHOOK_NATS_PROVISION: 'true',
      DESKHOOK_DATABASE_MIGRATE: 'true',
    });
  });
});

const weight = (annotations: Readonly<Record<string, string>>) => Number(annotations['helm.sh/hook-weight']);
