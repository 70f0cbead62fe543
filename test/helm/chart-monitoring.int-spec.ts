import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ALL_ON, CHART, describeChart, render } from './chart.js';
import { byKind, podsOf, SERVICES } from './pods.js';

/** `kubectl apply` keeps a copy of an object in an annotation, which may have no more. */
const APPLIED_BYTES_MAX = 262_144;

const filesOf = (folder: string) =>
  readdirSync(join(CHART, 'files', folder)).map((name) => ({
    name,
    suffix: name.replace(/^deskhook-/, '').replace(/\.\w+$/, ''),
    text: readFileSync(join(CHART, 'files', folder, name), 'utf8'),
  }));
const rulesWith = (runbooksUrl: string) => ({
  ...ALL_ON,
  metrics: { ...ALL_ON.metrics, rules: { enabled: true, runbooksUrl } },
});

describeChart('what the chart tells Prometheus and Grafana', () => {
  test('are the rules as they were tested, their templates untouched', async () => {
    const rendered = byKind(await render(ALL_ON), 'PrometheusRule');
    const files = filesOf('rules');
    expect([...rendered.keys()].sort()).toEqual(files.map(({ suffix }) => suffix).sort());
    for (const { suffix, text } of files) expect(rendered.get(suffix)?.spec).toEqual(parse(text));
    expect(JSON.stringify(rendered.get('alerts')?.spec)).toContain('{{ $labels.');
  });

  test('are run books where the operator has them', async () => {
    const url = 'https://git.example/deskhook/runbooks';
    const { text } = await render(rulesWith(`${url}/`));
    const links = [...text.matchAll(/runbook_url: (.*)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links)
      expect(link).toMatch(/^https:\/\/git\.example\/deskhook\/runbooks\/deskhook-[-a-z]+\.md$/);
    await expect(render(rulesWith('our wiki'))).rejects.toThrow(/\/metrics\/rules\/runbooksUrl/);
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
