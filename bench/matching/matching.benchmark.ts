import type { Benchmark } from '../benchmark.js';
import { measure, type Measurement } from './course.js';
import type { Task } from './measure-index.js';
import { MATCHING_USAGE, matchingOptions } from './options.js';
import { brief, report } from './report.js';

/** What is hard for an index: many conditions that nearly hold, many fields, and no equality to go by. */
const HARD_CASES: readonly Task[] = [
  { scenario: 'crowded', size: 100_000 },
  { scenario: 'custom-fields', size: 10_000 },
  { scenario: 'ranges', size: 10_000 },
  { scenario: 'texts', size: 1000 },
  { scenario: 'patterns', size: 1000 },
];

/** What it costs to find the three subscriptions that an event matches, among ever more of one tenant's. */
export const matchingBenchmark: Benchmark = {
  name: 'matching',
  usage: MATCHING_USAGE,
  run: async (flags, say) => {
    const options = matchingOptions(flags);
    const tasks: Task[] = options.sizes.map((size) => ({ scenario: 'realistic', size }));
    const measurements: Measurement[] = [];
    for (const task of [...tasks, ...(options.hard ? HARD_CASES : [])]) {
      const measured = await measure(task, task.scenario === 'realistic' && task.size <= options.engineMax);
      measurements.push(measured);
      say(brief(measured));
    }
    say(`\n${report(measurements)}\n`);
    return { options, measurements };
  },
};
