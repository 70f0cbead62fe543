import type { Benchmark } from '../benchmark.js';
import type { Course } from '../pipeline/course.js';
import { loadAverage, startCourse } from '../pipeline/run.js';
import type { ModeName } from './mode.js';
import { TRACING_USAGE, tracingOptions, type TracingOptions } from './options.js';
import { report, summarize, type ModeBurst } from './summary.js';
import { tracedContestant } from './traced-contestant.js';

interface Lane {
  readonly mode: ModeName;
  readonly course: Course;
  readonly spans: () => Promise<number>;
}

/**
 * What tracing costs. Every mode has a stack of its own, and they take turns within each round, so that whatever else the machine
 * does meets them all alike.
 */
export const tracingBenchmark: Benchmark = {
  name: 'tracing',
  usage: TRACING_USAGE,
  run: async (flags, say) => {
    const options = tracingOptions(flags);
    await using owner = new AsyncDisposableStack();
    const lanes: Lane[] = [];
    for (const mode of options.modes) lanes.push(await warmLane(owner, mode, options));
    const bursts: ModeBurst[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      for (const lane of turned(lanes, round)) bursts.push(await burstOf(lane, round, options.events));
      say(`round ${round}/${options.rounds}  ${brief(bursts.slice(-lanes.length))}`);
    }
    const summaries = summarize(bursts);
    say(`\n${report(summaries)}\n`);
    if (options.profile.length > 0)
      say('Profiling slows what is profiled: take the ratios from a run without it.');
    return { options, summaries, bursts };
  },
};

async function warmLane(owner: AsyncDisposableStack, mode: ModeName, options: TracingOptions): Promise<Lane> {
  const contestant = tracedContestant(mode, options);
  const { course } = await startCourse(owner, contestant, options.sync);
  await course.burst(options.warmup, 'before');
  return { mode, course, spans: contestant.spans };
}

/** Each round begins with another one: who comes first finds other caches. */
function turned(lanes: readonly Lane[], round: number): readonly Lane[] {
  const first = round % lanes.length;
  return [...lanes.slice(first), ...lanes.slice(0, first)];
}

async function burstOf({ mode, course, spans }: Lane, round: number, events: number): Promise<ModeBurst> {
  const load = loadAverage();
  const before = await spans();
  const burst = await course.burst(events, 'before');
  return { ...burst, mode, round, loadAverage: load, spans: (await spans()) - before };
}

function brief(bursts: readonly ModeBurst[]): string {
  const told = bursts.map(({ mode, deliveries, cpu }) => {
    const seconds = Object.values(cpu).reduce((sum, one) => sum + one, 0);
    return `${mode} ${(deliveries / seconds).toFixed(0)}`;
  });
  return `${told.join(', ')} per CPU s, load ${bursts[0]?.loadAverage.toFixed(1)}`;
}
