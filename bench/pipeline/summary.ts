import { median } from '../machine/statistics.js';
import { per1000, type Figures } from './meters.js';
import type { Run } from './run.js';

/** One contestant's medians over the rounds. CPU is in seconds for each 1,000 deliveries. */
export interface Summary {
  readonly contestant: string;
  readonly deliveriesPerSecond: number;
  readonly deliveriesPerCpuSecond: number;
  readonly cpuPer1000: Figures;
  readonly cpuPer1000Sum: number;
  readonly othersCpuPer1000: Figures;
  /** Messages that the broker stored for each 1,000 deliveries, by stream. */
  readonly storedPer1000: Figures;
  readonly steadyCpuPer1000Sum: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly residentMiB: Figures;
  /** Requests that brought a delivery a second time, in all rounds together. */
  readonly repeated: number;
  /** Deliveries per CPU second, as a part of what the limit did in the same round; null without the limit. */
  readonly ratioToLimit: number | null;
}

/** Medians of each contestant's runs; runs of one round stand at the same place of each contestant's list. */
export function summarize(runs: readonly Run[]): readonly Summary[] {
  const names = [...new Set(runs.map((run) => run.contestant))];
  const limit = runs.filter((run) => run.contestant === 'limit');
  return names.map((name) =>
    summaryOf(
      name,
      runs.filter((run) => run.contestant === name),
      limit,
    ),
  );
}

function summaryOf(contestant: string, runs: readonly Run[], limit: readonly Run[]): Summary {
  const over = (value: (run: Run) => number): number => median(runs.map(value));
  const ratios = runs.flatMap((run, round) => {
    const bound = limit[round];
    return bound === undefined ? [] : [perCpuSecond(run) / perCpuSecond(bound)];
  });
  return {
    contestant,
    deliveriesPerSecond: over(({ burst }) => burst.deliveries / burst.seconds),
    deliveriesPerCpuSecond: over(perCpuSecond),
    cpuPer1000: medians(runs.map(({ burst }) => per1000(burst.cpu, burst.deliveries))),
    cpuPer1000Sum: over(({ burst }) => (1000 * sum(burst.cpu)) / burst.deliveries),
    othersCpuPer1000: medians(runs.map(({ burst }) => per1000(burst.othersCpu, burst.deliveries))),
    storedPer1000: medians(runs.map(({ burst }) => per1000(burst.stored, burst.deliveries))),
    steadyCpuPer1000Sum: over(({ steady }) => (1000 * sum(steady.cpu)) / steady.deliveries),
    p50Ms: over(({ steady }) => steady.p50Ms),
    p99Ms: over(({ steady }) => steady.p99Ms),
    maxMs: over(({ steady }) => steady.maxMs),
    residentMiB: medians(runs.map((run) => run.residentMiB)),
    repeated: runs.reduce((all, run) => all + repeated(run.burst) + repeated(run.steady), 0),
    ratioToLimit: ratios.length === 0 ? null : median(ratios),
  };
}

const perCpuSecond = ({ burst }: Run): number => burst.deliveries / sum(burst.cpu);
const sum = (figures: Figures): number => Object.values(figures).reduce((all, one) => all + one, 0);
const repeated = (counts: { readonly requests: number; readonly deliveries: number }): number =>
  counts.requests - counts.deliveries;

function medians(rounds: readonly Figures[]): Figures {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name] ?? 0))]));
}
