import { Command } from 'commander';
import type { ReplayOptions } from '../replay/replay.js';
import type { Run } from '../session.js';
import { wholeNumber, withConnection, withExamples } from '../shared-options.js';
import { withDeliveryFilters } from './deliveries.js';

const RATE_MAX = 10_000;

export function replayCommand(run: Run): Command {
  const command = withConnection(
    new Command('replay').description('deliver again, under the same webhook-id'),
  );
  withDeliveryFilters(command)
    .argument(
      '[delivery]',
      'id of one delivery; else what the options select, without --status what is dead or cancelled',
    )
    .option('--dry-run', 'only count what would be sent')
    .option(
      '--rate <n>',
      'at most so many a second; 0: as fast as everything else allows',
      wholeNumber(0, RATE_MAX),
    )
    .option('--no-wait', 'start it, and do not wait until it is through')
    .option('--follow <replay>', 'wait for a replay that was begun before')
    .option('--cancel <replay>', 'end a replay; what was sent stays sent')
    .action(async (id: string | undefined, options: ReplayOptions) => {
      const { replay } = await import('../replay/replay.js');
      run.exitCode = await replay(run.session(options), id, options);
    });
  return withExamples(command, [
    ['one delivery, now', 'deskhook replay dlv_1f0c'],
    ['how many it would be', 'deskhook replay --status dead --subscription sub_1 --from 24h --dry-run'],
    [
      'everything that an endpoint missed',
      'deskhook replay --subscription sub_1 --from 2026-02-17 --rate 20',
    ],
  ]);
}
