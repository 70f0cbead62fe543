// What the chart ships for Prometheus, as the tests read it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';

const folder = join(projectRoot(), 'deploy/helm/deskhook/files/rules');
export const RECORDING_RULES = join(folder, 'deskhook-recording.yaml');
export const ALERT_RULES = join(folder, 'deskhook-alerts.yaml');
export const RUNBOOKS = 'docs/operations/runbooks';
/** What every expression picks its series by; the chart puts what picks its release in its place. */
export const ANYWHERE = 'namespace=~".*"';

const alertSchema = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.strictObject({ severity: z.enum(['page', 'ticket', 'info']) }),
  annotations: z.strictObject({ summary: z.string(), description: z.string(), runbook_url: z.string() }),
});
const recordingSchema = z.strictObject({ record: z.string(), expr: z.string() });
const rulesSchema = <T extends z.ZodType>(rule: T) =>
  z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(rule) })) });

export type Alert = z.infer<typeof alertSchema>;

export async function alerts(): Promise<readonly Alert[]> {
  const { groups } = rulesSchema(alertSchema).parse(parse(await readFile(ALERT_RULES, 'utf8')));
  return groups.flatMap(({ rules }) => rules);
}

export async function recordings(): Promise<readonly z.infer<typeof recordingSchema>[]> {
  const { groups } = rulesSchema(recordingSchema).parse(parse(await readFile(RECORDING_RULES, 'utf8')));
  return groups.flatMap(({ rules }) => rules);
}

/** The names of metrics of ours, or of the runtime, that an expression asks for. */
export function metricsIn(expr: string): readonly string[] {
  const names = expr.match(/(?<![\w:"])(?:deskhook|nodejs|process)_\w+/g) ?? [];
  return [...new Set(names.filter((name) => !/^deskhook_?$/.test(name)))];
}
