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
  readonly ratio: Ratios | null;
}

/** What a mode did of what was done with tracing off, in the same rounds. */
export interface Ratios {
  /** Medians of the rounds. */
  readonly perCpuSecond: number;
  readonly perSecond: number;
  /** Per CPU second, of all rounds' deliveries and CPU taken together: no round hides in it. */
  readonly pooled: number;
  /** The quartiles of the rounds per CPU second, and the worst of them. */
  readonly middleHalf: readonly [number, number];
  readonly worst: number;
}

interface Pair {
  readonly burst: ModeBurst;
  readonly off: ModeBurst;
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
  return {
    mode,
    deliveriesPerSecond: over(perSecond),
    deliveriesPerCpuSecond: over(perCpuSecond),
    cpuPer1000: over((burst) => 1_000 / perCpuSecond(burst)),
    spansPer1000: over(({ spans, deliveries }) => (1_000 * spans) / deliveries),
    ratio: pairs.length === 0 ? null : ratiosOf(pairs),
  };
}

function ratiosOf(pairs: readonly Pair[]): Ratios {
  const ratios = (value: (burst: ModeBurst) => number): number[] =>
    pairs.map(({ burst, off }) => value(burst) / value(off));
  const sorted = ratios(perCpuSecond).sort((a, b) => a - b);
  return {
    perCpuSecond: quantile(sorted, 0.5),
    perSecond: median(ratios(perSecond)),
    pooled: pooled(pairs.map(({ burst }) => burst)) / pooled(pairs.map(({ off }) => off)),
    middleHalf: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
    worst: quantile(sorted, 0),
  };
}

const perSecond = ({ deliveries, seconds }: ModeBurst): number => deliveries / seconds;
const perCpuSecond = (burst: ModeBurst): number => burst.deliveries / cpuOf(burst);
const cpuOf = ({ cpu }: ModeBurst): number => sum(Object.values(cpu));
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

function pooled(bursts: readonly ModeBurst[]): number {
  return sum(bursts.map(({ deliveries }) => deliveries)) / sum(bursts.map(cpuOf));
}

/** The value that this part of the sorted values lies below, between two of them where it falls there; 0 of none. */
export function quantile(sorted: readonly number[], part: number): number {
  const place = part * (sorted.length - 1);
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** The summaries as a table for people, and whether the targets are met: by the median round and by all of them together. */
export function report(summaries: readonly ModeSummary[]): string {
  const row = (label: string, value: (one: ModeSummary) => string): string =>
    label.padEnd(24) + summaries.map((one) => value(one).padStart(14)).join('');
  return [
    row('', ({ mode }) => mode),
    row('deliveries / s', (one) => one.deliveriesPerSecond.toFixed(0)),
    row('  … of off', ({ ratio }) => ratio?.perSecond.toFixed(3) ?? '-'),
    row('deliveries / CPU s', (one) => one.deliveriesPerCpuSecond.toFixed(0)),
    row('  … of off', ({ ratio }) => ratio?.perCpuSecond.toFixed(3) ?? '-'),
    row('  … middle half', ({ ratio }) => ratio?.middleHalf.map((one) => one.toFixed(3)).join('–') ?? '-'),
    row('  … worst round', ({ ratio }) => ratio?.worst.toFixed(3) ?? '-'),
    row('  … rounds together', ({ ratio }) => ratio?.pooled.toFixed(3) ?? '-'),
    row('CPU s / 1,000', (one) => one.cpuPer1000.toFixed(3)),
    row('spans / 1,000', (one) => one.spansPer1000.toFixed(0)),
    ...summaries.flatMap(verdict),
  ].join('\n');
}

function verdict({ mode, ratio }: ModeSummary): string[] {
  if (mode === 'off' || ratio === null) return [];
  const cost = 1 - Math.min(ratio.perCpuSecond, ratio.pooled);
  const word = cost <= COST_MAX[mode] ? 'met' : 'missed';
  const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
  return [
    `${mode}: costs at most ${percent(COST_MAX[mode])} of the throughput per CPU s: ${word} (${percent(cost)})`,
  ];
}
