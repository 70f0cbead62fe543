import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ALL_ON, CHART, describeChart, render, REQUIRED } from './chart.js';
import { byKind, podsOf, SERVICES } from './pods.js';

/** `kubectl apply` keeps a copy of an object in an annotation, which may have no more. */
const APPLIED_BYTES_MAX = 262_144;

const filesOf = (folder: string) =>
  readdirSync(join(CHART, 'files', folder)).map((name) => ({
    name,
    suffix: name.replace(/^deskhook-/, '').replace(/\.\w+$/, ''),
    text: readFileSync(join(CHART, 'files', folder, name), 'utf8'),
  }));
const rulesWith = (more: { readonly runbooksUrl?: string; readonly selector?: string }) => ({
  ...ALL_ON,
  metrics: { ...ALL_ON.metrics, rules: { enabled: true, ...more } },
});
/** What the rules as they are tested pick series by, and keep apart. */
const ANYWHERE = 'namespace=~".*"';
const INSTANCE = 'app_kubernetes_io_instance';
const rulesOf = async (...[values, options]: Parameters<typeof render>) =>
  [...byKind(await render(values, options), 'PrometheusRule')].map(([suffix, { spec }]) => ({
    suffix,
    text: JSON.stringify(spec),
  }));

describeChart('what the chart tells Prometheus and Grafana', () => {
  test('are the rules as they were tested, of this release alone, their templates untouched', async () => {
    const rendered = byKind(await render(ALL_ON), 'PrometheusRule');
    const files = filesOf('rules');
    expect([...rendered.keys()].sort()).toEqual(files.map(({ suffix }) => suffix).sort());
    for (const { suffix, text } of files) {
      const ofRelease = text
        .replaceAll(ANYWHERE, `namespace="support",${INSTANCE}="dh"`)
        .replaceAll('by (namespace', `by (namespace, ${INSTANCE}`);
      expect(ofRelease).not.toBe(text);
      expect(rendered.get(suffix)?.spec).toEqual(parse(ofRelease));
    }
    expect(JSON.stringify(rendered.get('alerts')?.spec)).toContain('{{ $labels.');
  });

  test('are rules of two releases that have nothing in common', async () => {
    const places = [
      { release: 'dh', namespace: 'prod' },
      { release: 'dh', namespace: 'staging' },
      { release: 'other', namespace: 'prod' },
    ];
    const alerts = await Promise.all(
      places.map(async (place) => (await rulesOf(ALL_ON, place)).map(({ text }) => text).join('')),
    );
    places.forEach(({ release, namespace }, nth) => {
      const selectors = alerts[nth]?.match(/\{namespace=[^}]*?(?=,(?!app_)|\})/g) ?? [];
      expect(selectors.length).toBeGreaterThan(80);
      const own = `{namespace=\\"${namespace}\\",${INSTANCE}=\\"${release}\\"`;
      expect([...new Set(selectors)]).toEqual([own]);
    });
  });

  test('are rules that pick series as the operator says, where others tell Prometheus of the pods', async () => {
    const unmonitored = { ...REQUIRED, metrics: { rules: { enabled: true } } };
    for (const { text } of await rulesOf(unmonitored)) {
      expect(text).toContain('{namespace=\\"support\\"}');
      expect(text).not.toContain('{namespace=\\"support\\",app_');
    }
    for (const { text } of await rulesOf(rulesWith({ selector: 'job="webhooks",cluster=~"eu-.*"' }))) {
      expect(text).toContain('{job=\\"webhooks\\",cluster=~\\"eu-.*\\"');
      expect(text).not.toContain('namespace=');
    }
    for (const selector of ['webhooks', 'job="a" or up', 'job="a",', '{job="a"}'])
      await expect(render(rulesWith({ selector }))).rejects.toThrow(/\/metrics\/rules\/selector/);
  });

  test('are run books where the operator has them', async () => {
    const url = 'https://git.example/deskhook/runbooks';
    const { text } = await render(rulesWith({ runbooksUrl: `${url}/` }));
    const links = [...text.matchAll(/runbook_url: (.*)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links)
      expect(link).toMatch(/^https:\/\/git\.example\/deskhook\/runbooks\/deskhook-[-a-z]+\.md$/);
    await expect(render(rulesWith({ runbooksUrl: 'our wiki' }))).rejects.toThrow(
      /\/metrics\/rules\/runbooksUrl/,
    );
  });

  test('are dashboards as they are, that fit into what is applied', async () => {
    const rendered = byKind(await render(ALL_ON), 'ConfigMap');
    for (const { name, suffix, text } of filesOf('dashboards')) {
      const map = rendered.get(`dashboard-${suffix}`);
      expect(JSON.parse(map?.data[name] ?? '')).toEqual(JSON.parse(text));
      expect(Buffer.byteLength(JSON.stringify(map?.source))).toBeLessThan(APPLIED_BYTES_MAX);
    }
  });

  test('are the pods of all services, and no other', async () => {
    const rendered = await render(ALL_ON);
    const selector = Object.entries(byKind(rendered, 'Service').get('metrics')?.spec['selector'] ?? {});
    const picked = podsOf(rendered).filter(({ labels }) =>
      selector.every(([name, value]) => labels[name] === value),
    );
    expect(picked.map(({ component }) => component).sort()).toEqual([...SERVICES].sort());
  });
});
