import { median } from '../machine/statistics.js';
import type { IsolationOptions } from './options.js';
import type { Round } from './run.js';
import type { Steady } from './site.js';

/** Target of the issue; it holds on an idle machine. */
export const P99_RATIO_MAX = 1.5;

/** Medians over the rounds. */
export interface IsolationSummary {
  readonly p99Without: number;
  readonly p99With: number;
  /** Of each round, the median. */
  readonly p99Ratio: number;
}

export function summarize(rounds: readonly Round[]): IsolationSummary {
  return {
    p99Without: median(rounds.map((one) => one.without.p99Ms)),
    p99With: median(rounds.map((one) => one.with.p99Ms)),
    p99Ratio: median(rounds.map((one) => one.with.p99Ms / one.without.p99Ms)),
  };
}

/** The rounds as a table for people. */
export function report(rounds: readonly Round[], options: IsolationOptions): string {
  const of = (pick: (one: Steady) => number, side: 'with' | 'without') =>
    median(rounds.map((round) => pick(round[side])));
  const row = (label: string, pick: (one: Steady) => number, digits = 2) =>
    line(label, of(pick, 'without').toFixed(digits), of(pick, 'with').toFixed(digits));
  const cpu = ({ cpu }: Steady) => Object.values(cpu).reduce((sum, one) => sum + one, 0);
  const { p99Ratio } = summarize(rounds);
  const { healthy, hanging, backlog, rate, seconds } = options;
  const one = (pick: (round: Round) => number) => median(rounds.map(pick)).toFixed(0);
  return [
    line(`${healthy} healthy endpoints, ${rate} events / s for ${seconds} s`, 'without', 'with'),
    row('p50 ms', ({ p50Ms }) => p50Ms),
    row('p99 ms', ({ p99Ms }) => p99Ms),
    row('max ms', ({ maxMs }) => maxMs),
    row('deliveries', ({ deliveries }) => deliveries, 0),
    row('requests', ({ requests }) => requests, 0),
    row('CPU s, with broker and database', cpu),
    `${hanging} hanging endpoints got ${backlog} deliveries in ${one((round) => round.backlogSeconds)} s; at the end ` +
      `${one((round) => round.waiting)} waited, ${one((round) => round.hanging.requests)} requests had been made, ` +
      `${one((round) => round.hanging.openMax)} of them open at once at most`,
    `p99 with the backlog at most ${P99_RATIO_MAX} of that without: ${p99Ratio <= P99_RATIO_MAX ? 'met' : 'missed'} (${p99Ratio.toFixed(2)})`,
  ].join('\n');
}

const line = (label: string, without: string, beside: string): string =>
  `${label.padEnd(52)}${without.padStart(10)}${beside.padStart(10)}`;
