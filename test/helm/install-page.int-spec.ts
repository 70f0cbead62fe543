import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { describeChart, render } from './chart.js';
import { validateObject } from './kube-models.js';
import { byKind } from './pods.js';

const page = readFileSync(join(projectRoot(), 'docs/operations/install.md'), 'utf8');

/** The values that the page shows, by the file that they are for. */
const shown = new Map(
  [...page.matchAll(/```yaml\n# ([\w-]+\.yaml)\n([^`]*)```/g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

describeChart('the page about installing', () => {
  test('shows values that render, alone and all together', async () => {
    expect([...shown.keys()]).toEqual([
      'production.yaml',
      'gateway-api.yaml',
      'observed.yaml',
      'scaled.yaml',
    ]);
    const production: unknown = parse(shown.get('production.yaml') ?? '');
    for (const text of shown.values()) {
      const rendered = await render(merge(production, parse(text)));
      for (const object of rendered.objects) await validateObject(object);
    }
    const all = [...shown.values()].map((text): unknown => parse(text)).reduce(merge);
    const rendered = await render(merge(all, {}));
    expect(byKind(rendered, 'ScaledObject').size).toBe(3);
    expect(byKind(rendered, 'ServiceMonitor').size).toBe(1);
    expect(byKind(rendered, 'HTTPRoute').size).toBe(1);
    expect(byKind(rendered, 'Ingress').size).toBe(1);
  });
});

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As helm merges several files: maps into each other, everything else over. */
function merge(under: unknown, over: unknown): object {
  if (!isMap(under) || !isMap(over)) throw new Error('values are maps');
  const merged = Object.entries(over).map(([key, value]) => [
    key,
    isMap(value) && isMap(under[key]) ? merge(under[key], value) : value,
  ]);
  return { ...under, ...Object.fromEntries(merged) };
}
