import { Command, Option } from 'commander';
import { DELIVERY_STATUSES } from '../choices.js';
import type { Run } from '../session.js';
import { wholeNumber, withConnection, withExamples } from '../shared-options.js';
import type { TailOptions } from '../tail/tail.js';

const LIMIT_MAX = 1_000_000;
const CODE_MAX = 999;

export function tailCommand(run: Run): Command {
  const command = withConnection(new Command('tail').description('attempts as they happen, until Ctrl-C'))
    .addOption(
      new Option('--status <status>', 'of deliveries that now have this status').choices(DELIVERY_STATUSES),
    )
    .option('--subscription <subscription>', 'of this subscription, by its id or key')
    .option('--type <type>', 'of this event type')
    .option('--ticket <id>', 'of this ticket')
    .option('--endpoint <url>', 'to this URL')
    .option('--code <code>', 'answered with this HTTP status', wholeNumber(0, CODE_MAX))
    .option('--error <text>', 'with this text in the reason or the error')
    .option(
      '--after <position>',
      'go on after this place in the stream; 0 begins with the oldest that it holds',
    )
    .option('--limit <n>', 'end after so many', wholeNumber(1, LIMIT_MAX))
    .action(async (options: TailOptions) => {
      const { tail } = await import('../tail/tail.js');
      run.exitCode = await tail(run.session(options), options);
    });
  return withExamples(command, [
    ['what fails', 'deskhook tail --status retrying'],
    ['for a script, one JSON object on each line', 'deskhook tail --json | jq -r .deliveryId'],
  ]);
}
