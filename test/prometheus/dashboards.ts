// The dashboards that the chart ships, as the tests read them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';

const folder = join(projectRoot(), 'deploy/helm/deskhook/files/dashboards');

const sourceSchema = z.object({ type: z.literal('prometheus'), uid: z.string() });
const panelSchema = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  datasource: sourceSchema.optional(),
  targets: z.array(z.object({ expr: z.string(), datasource: sourceSchema })).default([]),
});
const dashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  panels: z.array(panelSchema),
  templating: z.object({ list: z.array(z.object({ name: z.string(), definition: z.string().optional() })) }),
});

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: z.infer<typeof panelSchema>[];
  readonly variables: readonly string[];
  readonly sources: readonly string[];
  /** Every panel's expressions, with Grafana's variables filled in. */
  readonly queries: readonly string[];
  /** The same as they stand there. */
  readonly expressions: readonly string[];
  /** What the lists of the variables are made of: `label_values(metric, label)`. */
  readonly lists: readonly string[];
}

export async function dashboards(): Promise<readonly Dashboard[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return Promise.all(files.map(async (name) => toDashboard(await readFile(join(folder, name), 'utf8'))));
}

function toDashboard(text: string): Dashboard {
  const { uid, title, panels, templating } = dashboardSchema.parse(JSON.parse(text));
  const targets = panels.flatMap((panel) => panel.targets);
  const sources = panels.flatMap(({ datasource }) => (datasource === undefined ? [] : [datasource.uid]));
  return {
    uid,
    title,
    panels,
    variables: templating.list.map(({ name }) => name),
    sources: [...sources, ...targets.map(({ datasource }) => datasource.uid)],
    queries: targets.map(({ expr }) => filledIn(expr)),
    expressions: targets.map(({ expr }) => expr),
    lists: templating.list.flatMap(({ definition }) => (definition === undefined ? [] : [definition])),
  };
}

function filledIn(expr: string): string {
  return expr
    .replaceAll('$__rate_interval', '1m')
    .replaceAll('$__range', '1h')
    .replaceAll(/\$(namespace|tenant|endpoint)\b/g, '.*');
}
