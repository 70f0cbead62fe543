import type { Summary } from './summary.js';

/** Targets of the issue; they hold on an idle machine. */
export const RATIO_MIN = 0.4;
export const P99_MS_MAX = 25;

/** The summaries as a table for people: a column for each contestant. */
export function report(summaries: readonly Summary[], rate: number): string {
  const names = (pick: (one: Summary) => object): string[] => [
    ...new Set(summaries.flatMap((one) => Object.keys(pick(one)))),
  ];
  const rows: string[][] = [
    ['', ...summaries.map((one) => one.contestant)],
    row('deliveries / s', (one) => one.deliveriesPerSecond.toFixed(0)),
    row('deliveries / CPU s', (one) => one.deliveriesPerCpuSecond.toFixed(0)),
    row('… of the limit', (one) => one.ratioToLimit?.toFixed(3) ?? '-'),
    row('CPU s / 1,000', (one) => one.cpuPer1000Sum.toFixed(3)),
    ...names((one) => one.cpuPer1000).map((name) => row(`  ${name}`, (one) => cpu(one.cpuPer1000[name]))),
    row('beside it:', () => ''),
    ...names((one) => one.othersCpuPer1000).map((name) =>
      row(`  ${name}`, (one) => cpu(one.othersCpuPer1000[name])),
    ),
    row('messages / 1,000', () => ''),
    ...names((one) => one.storedPer1000).map((name) =>
      row(`  ${name}`, (one) => one.storedPer1000[name]?.toFixed(0) ?? ''),
    ),
    row(`at ${rate} events / s:`, () => ''),
    row('  p50 ms', (one) => one.p50Ms.toFixed(2)),
    row('  p99 ms', (one) => one.p99Ms.toFixed(2)),
    row('  max ms', (one) => one.maxMs.toFixed(2)),
    row('  CPU s / 1,000', (one) => one.steadyCpuPer1000Sum.toFixed(3)),
    row('RSS MiB', () => ''),
    ...names((one) => one.residentMiB).map((name) =>
      row(`  ${name}`, (one) => one.residentMiB[name]?.toFixed(0) ?? ''),
    ),
    row('repeated', (one) => String(one.repeated)),
  ];
  return [...layOut(rows), ...verdicts(summaries)].join('\n');

  function row(label: string, value: (one: Summary) => string): string[] {
    return [label, ...summaries.map(value)];
  }
}

const cpu = (seconds: number | undefined): string => seconds?.toFixed(3) ?? '';

function layOut(rows: readonly (readonly string[])[]): string[] {
  const labelWidth = Math.max(...rows.map(([label = '']) => label.length));
  return rows.map(([label = '', ...cells]) =>
    [label.padEnd(labelWidth), ...cells.map((cell) => cell.padStart(12))].join('').trimEnd(),
  );
}

function verdicts(summaries: readonly Summary[]): string[] {
  return summaries.flatMap(({ contestant, ratioToLimit, p99Ms }) => {
    if (contestant === 'limit' || ratioToLimit === null) return [];
    const verdict = (met: boolean): string => (met ? 'met' : 'missed');
    return [
      `${contestant}: at least ${RATIO_MIN} of the limit: ${verdict(ratioToLimit >= RATIO_MIN)} (${ratioToLimit.toFixed(3)}); ` +
        `p99 under ${P99_MS_MAX} ms: ${verdict(p99Ms < P99_MS_MAX)} (${p99Ms.toFixed(1)})`,
    ];
  });
}
