import type { Benchmark } from '../benchmark.js';
import { ISOLATION_USAGE, isolationOptions } from './options.js';
import { report, summarize } from './report.js';
import { runRound, type Round } from './run.js';

/** Whether endpoints that hang, with a backlog, delay those that answer. */
export const isolationBenchmark: Benchmark = {
  name: 'isolation',
  usage: ISOLATION_USAGE,
  run: async (flags, say) => {
    const options = isolationOptions(flags);
    const rounds: Round[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      const made = await runRound(options);
      rounds.push(made);
      const [without, beside] = [made.without.p99Ms, made.with.p99Ms];
      say(
        `round ${round}/${options.rounds}  p99 ${without.toFixed(1)} ms without, ${beside.toFixed(1)} ms with, load before ${made.loadAverage.toFixed(1)}`,
      );
    }
    say(`\n${report(rounds, options)}\n`);
    return { options, summary: summarize(rounds), rounds };
  },
};
