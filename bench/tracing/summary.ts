import { median } from '../machine/statistics.js';
import type { Burst } from '../pipeline/course.js';
import { COST_MAX, MODES, type ModeName } from './mode.js';

/** A burst of one mode. */
export interface ModeBurst extends Burst {
  readonly mode: ModeName;
  readonly round: number;
  readonly loadAverage: number;
  /** That the sink got meanwhile. */
  readonly spans: number;
}

/** One mode's medians over the rounds. */
export interface ModeSummary {
  readonly mode: ModeName;
  readonly deliveriesPerSecond: number;
  readonly deliveriesPerCpuSecond: number;
  readonly cpuPer1000: number;
  readonly spansPer1000: number;
  /** Of each round with tracing off, what this mode did of it; medians. Null without that mode. */
  readonly ratio: { readonly perCpuSecond: number; readonly perSecond: number } | null;
  /** The middle half of the rounds' ratios per CPU second. */
  readonly spread: readonly [number, number] | null;
}

export function summarize(bursts: readonly ModeBurst[]): readonly ModeSummary[] {
  const modes = new Set(bursts.map(({ mode }) => mode));
  return MODES.filter((mode) => modes.has(mode)).map((mode) => summaryOf(mode, bursts));
}

function summaryOf(mode: ModeName, all: readonly ModeBurst[]): ModeSummary {
  const own = all.filter((burst) => burst.mode === mode);
  const over = (value: (burst: ModeBurst) => number): number => median(own.map(value));
  const pairs = own.flatMap((burst) => {
    const off = all.find((other) => other.mode === 'off' && other.round === burst.round);
    return off === undefined ? [] : [{ burst, off }];
  });
  const ratios = (value: (burst: ModeBurst) => number): number[] =>
    pairs.map(({ burst, off }) => value(burst) / value(off));
  const cpuRatios = ratios(perCpuSecond);
  return {
    mode,
    deliveriesPerSecond: over(perSecond),
    deliveriesPerCpuSecond: over(perCpuSecond),
    cpuPer1000: over((burst) => 1_000 / perCpuSecond(burst)),
    spansPer1000: over(({ spans, deliveries }) => (1_000 * spans) / deliveries),
    ratio:
      pairs.length === 0 ? null : { perCpuSecond: median(cpuRatios), perSecond: median(ratios(perSecond)) },
    spread: pairs.length === 0 ? null : middleHalf(cpuRatios),
  };
}

const perSecond = ({ deliveries, seconds }: ModeBurst): number => deliveries / seconds;
const perCpuSecond = ({ deliveries, cpu }: ModeBurst): number =>
  deliveries / Object.values(cpu).reduce((sum, one) => sum + one, 0);

function middleHalf(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  return [at(0.25), at(0.75)];
}

/** The summaries as a table for people, and whether the targets are met. */
export function report(summaries: readonly ModeSummary[]): string {
  const row = (label: string, value: (one: ModeSummary) => string): string =>
    label.padEnd(24) + summaries.map((one) => value(one).padStart(14)).join('');
  return [
    row('', ({ mode }) => mode),
    row('deliveries / s', (one) => one.deliveriesPerSecond.toFixed(0)),
    row('  … of off', ({ ratio }) => ratio?.perSecond.toFixed(3) ?? '-'),
    row('deliveries / CPU s', (one) => one.deliveriesPerCpuSecond.toFixed(0)),
    row('  … of off', ({ ratio }) => ratio?.perCpuSecond.toFixed(3) ?? '-'),
    row('  … middle half', ({ spread }) => spread?.map((one) => one.toFixed(3)).join('–') ?? '-'),
    row('CPU s / 1,000', (one) => one.cpuPer1000.toFixed(3)),
    row('spans / 1,000', (one) => one.spansPer1000.toFixed(0)),
    ...summaries.flatMap(verdict),
  ].join('\n');
}

function verdict({ mode, ratio }: ModeSummary): string[] {
  if (mode === 'off' || ratio === null) return [];
  const cost = 1 - ratio.perCpuSecond;
  const word = cost <= COST_MAX[mode] ? 'met' : 'missed';
  const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
  return [
    `${mode}: costs at most ${percent(COST_MAX[mode])} of the throughput per CPU s: ${word} (${percent(cost)})`,
  ];
}
