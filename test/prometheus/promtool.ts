import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runCommand } from '../../tools/nats-server/run-command.js';
import { promtoolBinary } from '../support/prometheus.js';
import { ALERT_RULES, RECORDING_RULES } from './rule-files.js';

const PROMTOOL_MS_MAX = 60_000;

export interface InputSeries {
  readonly series: string;
  /** In promtool's notation, one value each interval (30 s): `0+1x20` is 0, 1 … 20. */
  readonly values: string;
}

/** When an alert is looked at, and with which labels beside its name and severity it fires then. */
export interface Expectation {
  readonly at: string;
  readonly firing: readonly Readonly<Record<string, string>>[];
}

/** What promtool says of files of rules; an empty text when it has nothing against them. */
export async function checkRules(...files: readonly string[]): Promise<string> {
  const result = await runCommand(promtoolBinary(), ['check', 'rules', ...files], {
    timeoutMs: PROMTOOL_MS_MAX,
  });
  return result.kind === 'ok' ? '' : result.reason;
}

/** Runs an alert against series that were made up; gives what promtool has to say against the expectations. */
export async function testAlert(
  alert: { readonly name: string; readonly severity: string },
  series: readonly InputSeries[],
  expectations: readonly Expectation[],
  interval = '30s',
): Promise<string> {
  const test = {
    rule_files: [RECORDING_RULES, ALERT_RULES],
    evaluation_interval: interval,
    tests: [
      {
        interval,
        input_series: series,
        promql_expr_test: expectations.map(({ at, firing }) => ({
          expr: `ALERTS{alertname="${alert.name}",alertstate="firing"}`,
          eval_time: at,
          exp_samples: firing.map((labels) => ({ labels: alertSeries(alert, labels), value: 1 })),
        })),
      },
    ],
  };
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-promtool-'));
  try {
    const file = join(folder, 'test.yaml');
    await writeFile(file, stringify(test));
    const result = await runCommand(promtoolBinary(), ['test', 'rules', file], {
      timeoutMs: PROMTOOL_MS_MAX,
    });
    return result.kind === 'ok' ? '' : result.reason;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function alertSeries(
  { name, severity }: { readonly name: string; readonly severity: string },
  labels: Readonly<Record<string, string>>,
): string {
  const all = { alertname: name, alertstate: 'firing', severity, ...labels };
  return `ALERTS{${Object.entries(all)
    .map(([key, value]) => `${key}="${value}"`)
    .join(',')}}`;
}
