import { median } from '../machine/statistics.js';
import { deskhookContestant } from '../pipeline/deskhook.js';
import { ProfileChoice } from '../pipeline/profile-choice.js';
import { runOnce, type Run } from '../pipeline/run.js';
import { benchFolder } from '../pipeline/stack.js';

const EVENTS = 10_000;
const WARMUP = 5_000;
/** Without and with the log in turn, so that a machine that slows down slows down both. */
const TURNS = [false, true, true, false] as const;

/** What the log costs the deliveries: the same load on the whole pipeline without and with it. */
export interface Beside {
  readonly without: Deliveries;
  readonly withLog: Deliveries & { readonly logCpuPer1000: number; readonly postgresCpuPer1000: number };
}

interface Deliveries {
  /** Of a burst, which takes all there is of the machine. */
  readonly perSecond: number;
  /** From the publish call to the receiver's last byte, at the fixed rate. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Receipts at the fixed rate. */
  readonly atRate: number;
}

/** Runs the pipeline without and with the log service. */
export async function besideDeliveries(
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
  say: (line: string) => void,
): Promise<Beside> {
  const runs: { readonly hasLog: boolean; readonly run: Run }[] = [];
  for (const hasLog of TURNS) {
    const run = await runPipeline(hasLog, rate, seconds);
    runs.push({ hasLog, run });
    say(`${hasLog ? 'with' : 'without'} the log: p99 ${run.steady.p99Ms.toFixed(1)} ms at ${rate}/s`);
  }
  const [without, withLog] = [false, true].map((wanted) =>
    runs.filter(({ hasLog }) => hasLog === wanted).map(({ run }) => run),
  );
  const cpu = (name: string, of: 'cpu' | 'othersCpu') =>
    median((withLog ?? []).map(({ burst }) => ((burst[of][name] ?? 0) * 1_000) / burst.deliveries));
  return {
    without: figures(without ?? []),
    withLog: {
      ...figures(withLog ?? []),
      logCpuPer1000: cpu('logs', 'cpu'),
      postgresCpuPer1000: cpu('postgres', 'othersCpu'),
    },
  };
}

async function runPipeline(hasLog: boolean, rate: number, seconds: number): Promise<Run> {
  const profiles = new ProfileChoice(new Set(), await benchFolder('profiles'));
  const contestant = deskhookContestant('separate', profiles, hasLog ? [] : ['logs']);
  return runOnce(contestant, {
    events: EVENTS,
    warmup: WARMUP,
    rounds: 1,
    rate,
    seconds,
    sync: 'always',
    fill: 'before',
    contestants: ['separate'],
    profile: [],
  });
}

function figures(runs: readonly Run[]): Deliveries {
  return {
    perSecond: median(runs.map(({ burst }) => burst.deliveries / burst.seconds)),
    p50Ms: median(runs.map(({ steady }) => steady.p50Ms)),
    p99Ms: median(runs.map(({ steady }) => steady.p99Ms)),
    atRate: median(runs.map(({ steady }) => steady.deliveries)),
  };
}
