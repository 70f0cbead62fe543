import type { Restarted } from './firing.js';
import type { SlaOptions } from './options.js';
import type { Filled, Rates } from './rates.js';
import type { Verdict } from './verdict.js';

/** Target of the issue; it holds on an idle machine. */
export const P99_MS_MAX = 1_000;

export interface SlaResult {
  readonly options: SlaOptions;
  readonly loadAverage: number;
  readonly filled: Filled;
  /** The broker after a kill -9, with all timers set. */
  readonly reopened: { readonly seconds: number; readonly natsMiB: number };
  readonly rates: Rates;
  readonly fired: Verdict;
  readonly restarted: Restarted;
}

/** The result as a table for people. */
export function report({ options, filled, reopened, rates, fired, restarted }: SlaResult): string {
  const rows: [string, string][] = [
    ['running timers', String(options.timers)],
    ['  set / s, server default sync', filled.setPerSecond.toFixed(0)],
    ['  schedules that are armed', String(filled.armed)],
    ['  RSS MiB of nats-server before', filled.natsMiBBefore.toFixed(0)],
    ['  RSS MiB of nats-server', filled.natsMiB.toFixed(0)],
    ['  RSS MiB of nats-server, restarted', reopened.natsMiB.toFixed(0)],
    ['  RSS MiB of the scheduler', filled.schedulerMiB.toFixed(0)],
    ['  broker back after kill -9, s', reopened.seconds.toFixed(1)],
    ['with sync always', ''],
    ['  set / s', rates.setPerSecond.toFixed(0)],
    ['  cancelled / s', rates.cancelPerSecond.toFixed(0)],
    ['  schedules left of the cancelled', String(rates.left)],
    [`${fired.timers} fall due in ${options.seconds} s`, ''],
    ...outcome(fired),
    ['  error p50 ms', fired.errorMs.p50.toFixed(0)],
    ['  error p99 ms', fired.errorMs.p99.toFixed(0)],
    ['  error max ms', fired.errorMs.max.toFixed(0)],
    [`${restarted.timers} fall due, all killed half way`, ''],
    ...outcome(restarted),
    ['  told before the kill', String(restarted.toldBefore)],
    ['  broker back after, s', restarted.brokerSeconds.toFixed(1)],
    ['  scheduler ready after, s', restarted.readySeconds.toFixed(1)],
    ['  99 % told after, s', restarted.toldSeconds.p99.toFixed(1)],
    ['  the last told after, s', restarted.toldSeconds.last.toFixed(1)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    ...rows.map(([label, value]) => `${label.padEnd(width)}${value.padStart(10)}`.trimEnd()),
    `p99 error under ${P99_MS_MAX} ms: ${met(fired.errorMs.p99 < P99_MS_MAX)}; none early, lost or doubled: ${met(isClean(fired) && isClean(restarted))}`,
  ].join('\n');
}

function outcome({ early, lost, doubled, repeated }: Verdict): [string, string][] {
  return [
    ['  early / lost / doubled', `${early} / ${lost} / ${doubled}`],
    ['  repeated under the same id', String(repeated)],
  ];
}

const isClean = ({ early, lost, doubled }: Verdict): boolean => early + lost + doubled === 0;
const met = (isMet: boolean): string => (isMet ? 'met' : 'missed');
