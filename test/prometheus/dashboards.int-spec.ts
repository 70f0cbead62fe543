import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { dashboards, type Dashboard } from './dashboards.js';
import { checkRules } from './promtool.js';

/** What asks for a metric, with the first label that it is picked by. */
const SELECTORS = /(?<![\w:"])(?:deskhook|nodejs|process)[_:][\w:]+(?:\{[^,}]*)?/g;

let all: readonly Dashboard[];
let folder: string;

beforeAll(async () => {
  all = await dashboards();
  folder = await mkdtemp(join(tmpdir(), 'deskhook-dashboards-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("Grafana's dashboards", () => {
  it('are those that were promised, each with an id and a title of its own', () => {
    expect(all.map(({ uid }) => uid).toSorted()).toEqual([
      'deskhook-endpoint',
      'deskhook-jetstream',
      'deskhook-overview',
      'deskhook-sla',
      'deskhook-tenant',
    ]);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
  });

  it('ask in a language that Prometheus understands', async () => {
    const rules = all.flatMap(({ uid, queries }) =>
      queries.map((expr, index) => ({ record: `check:${uid.replaceAll('-', '_')}:${index}`, expr })),
    );
    expect(rules.length).toBeGreaterThan(60);
    const file = join(folder, 'queries.yaml');
    await writeFile(file, stringify({ groups: [{ name: 'dashboards', rules }] }));
    expect(await checkRules(file)).toBe('');
  });

  it('have panels that do not lie upon each other, and ids that are unique', () => {
    for (const { panels } of all) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      const taken = new Set<string>();
      for (const { title, gridPos } of panels) {
        expect([title, gridPos.x + gridPos.w <= 24]).toEqual([title, true]);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            expect([title, taken.has(`${x},${y}`)]).toEqual([title, false]);
            taken.add(`${x},${y}`);
          }
      }
    }
  });

  it('show the installation that is chosen', () => {
    for (const { expressions, lists } of all) {
      for (const expr of [...expressions, ...lists.slice(1)]) {
        const asked = expr.match(SELECTORS) ?? [];
        expect([expr, asked.length > 0]).toEqual([expr, true]);
        expect([expr, asked.filter((one) => !one.endsWith('{namespace=~"$namespace"'))]).toEqual([expr, []]);
      }
    }
  });

  it('leave the data source and the installation to whoever looks', () => {
    for (const { uid, variables, sources } of all) {
      expect([uid, ...variables.slice(0, 2)]).toEqual([uid, 'datasource', 'namespace']);
      expect([...new Set(sources)]).toEqual(['${datasource}']);
    }
  });
});
