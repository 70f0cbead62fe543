import type { ChaosResult } from './assess.js';

const VIOLATIONS_SHOWN = 30;
const EXPLAINED = 3;

/** The result as text: faults, figures, and what must not be. */
export function formatReport(result: ChaosResult): string {
  const faults = Object.entries(result.faults).map(([target, count]) => row(target, count));
  const figures = Object.entries(result.figures).map(([name, value]) => row(name, value));
  const shown = result.violations
    .slice(0, VIOLATIONS_SHOWN)
    .flatMap(({ kind, about, detail }, nth) => [
      `  ${kind}: ${about}: ${detail}`,
      ...(nth < EXPLAINED ? (result.evidence[about] ?? []) : []).map((line) => `      ${line}`),
    ]);
  const more = result.violations.length - VIOLATIONS_SHOWN;
  return [
    `Chaos, seed ${result.seed}, ${result.seconds} s at ${result.rate} events/s, ${result.brokers} × nats-server`,
    result.violations.length === 0 ? 'Nothing is amiss.' : `${result.violations.length} violations:`,
    ...shown,
    ...(more > 0 ? [`  … and ${more} more in the JSON`] : []),
    ...faults,
    ...figures,
    ...(result.violations.length === 0 ? [] : [`The logs are in ${result.folder}`]),
  ].join('\n');
}

const row = (name: string, value: number): string => `  ${name.padEnd(34)} ${String(value).padStart(9)}`;
