import type { Beside } from './beside.js';
import type { Filled } from './fill.js';
import type { LogsOptions } from './options.js';
import type { Answered } from './questions.js';
import type { TableSize } from './sizes.js';

/** Targets of the issue; they hold on an idle machine. */
const RATE_MIN = 5_000;
const P95_MS_MAX = 50;

export interface LogsResult {
  readonly options: LogsOptions;
  readonly loadAverage: number;
  readonly filled: Filled;
  readonly sizes: readonly TableSize[];
  readonly bytesPerAttempt: number;
  readonly answered: readonly Answered[];
  readonly beside: Beside | null;
}

/** The result as tables for people. */
export function report({ options, filled, sizes, bytesPerAttempt, answered, beside }: LogsResult): string {
  const slow = answered.filter(({ p95Ms }) => p95Ms > P95_MS_MAX);
  return [
    ...table([
      ['attempts', String(filled.attempts)],
      ['  with deliveries / events', `${filled.deliveries} / ${filled.events}`],
      [`  a second (target ${RATE_MIN})`, filled.attemptsPerSecond.toFixed(0)],
      ['  CPU s / 1,000: service', filled.nodeCpuPer1000.toFixed(3)],
      ['  CPU s / 1,000: Postgres', filled.postgresCpuPer1000.toFixed(3)],
      ['bytes per attempt', bytesPerAttempt.toFixed(0)],
      ...sizes.map(({ table: name, heap, indexes }): [string, string] => [
        `  ${name}`,
        `${(heap / filled.attempts).toFixed(0)} + ${(indexes / filled.attempts).toFixed(0)}`,
      ]),
      ...besideRows(beside, options.rate),
    ]),
    '',
    ...table([
      ['question', 'p50 / p95 / max ms', 'items'],
      ...answered.map(({ question, p50Ms, p95Ms, maxMs, items }): string[] => [
        question,
        `${p50Ms.toFixed(1)} / ${p95Ms.toFixed(1)} / ${maxMs.toFixed(1)}`,
        items.toFixed(0),
      ]),
    ]),
    `p95 under ${P95_MS_MAX} ms: ${slow.length === 0 ? 'met' : `missed by ${slow.map(({ question }) => question).join(', ')}`}`,
  ].join('\n');
}

function besideRows(beside: Beside | null, rate: number): [string, string][] {
  if (beside === null) return [];
  const { without, withLog } = beside;
  return [
    ['a burst on the whole pipeline, deliveries / s', ''],
    ['  without / with the log', `${without.perSecond.toFixed(0)} / ${withLog.perSecond.toFixed(0)}`],
    [
      '  CPU s / 1,000: log / Postgres',
      `${withLog.logCpuPer1000.toFixed(3)} / ${withLog.postgresCpuPer1000.toFixed(3)}`,
    ],
    [`${rate} deliveries / s, p50 ms`, ''],
    ['  without / with the log', `${without.p50Ms.toFixed(1)} / ${withLog.p50Ms.toFixed(1)}`],
    ['  p99 ms', ''],
    ['  without / with the log', `${without.p99Ms.toFixed(1)} / ${withLog.p99Ms.toFixed(1)}`],
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : `  ${cell.padStart(widths[n] ?? 0)}`))
      .join('')
      .trimEnd(),
  );
}
