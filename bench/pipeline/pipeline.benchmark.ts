import type { Benchmark } from '../benchmark.js';
import { printProfiles } from '../profile/print-profiles.js';
import type { Contestant } from './contestant.js';
import { deskhookContestant } from './deskhook.js';
import { limitContestant } from './limit.js';
import { PIPELINE_USAGE, pipelineOptions, type ContestantName } from './options.js';
import { ProfileChoice } from './profile-choice.js';
import { report } from './report.js';
import { runOnce, type Run } from './run.js';
import { benchFolder } from './stack.js';
import { summarize } from './summary.js';

/** What Deskhook costs, compared with a bare loop that does the least: take, sign, POST, acknowledge. */
export const pipelineBenchmark: Benchmark = {
  name: 'pipeline',
  usage: PIPELINE_USAGE,
  run: async (flags, say) => {
    const options = pipelineOptions(flags);
    const profiles = new ProfileChoice(new Set(options.profile), await benchFolder('profiles'));
    const runs: Run[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      for (const name of options.contestants) {
        const startedAt = Date.now();
        const run = await runOnce(contestant(name, profiles), options);
        runs.push(run);
        say(`round ${round}/${options.rounds}  ${brief(run)}`);
        await printProfiles(await profiles.written(startedAt), run.burst.windowUs, say);
      }
    }
    const summaries = summarize(runs);
    say(`\n${report(summaries, options.rate)}\n`);
    if (profiles.any) say('Profiling slows what is profiled: take the ratios from a run without it.');
    return { options, summaries, runs };
  },
};

function contestant(name: ContestantName, profiles: ProfileChoice): Contestant {
  return name === 'limit' ? limitContestant(profiles) : deskhookContestant(name, profiles);
}

function brief({ contestant, loadAverage, burst, steady }: Run): string {
  const cpu = Object.values(burst.cpu).reduce((all, one) => all + one, 0);
  return (
    `${contestant.padEnd(9)} ${(burst.deliveries / burst.seconds).toFixed(0)}/s, ` +
    `${(burst.deliveries / cpu).toFixed(0)} per CPU s, p99 ${steady.p99Ms.toFixed(1)} ms, load before ${loadAverage[0].toFixed(1)}`
  );
}
