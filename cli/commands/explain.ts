import { Command } from 'commander';
import type { ExplainOptions } from '../explain/explain.js';
import type { Run } from '../session.js';
import { wholeNumber, withConnection, withExamples } from '../shared-options.js';

const EXPLAINED_MAX = 1_000;
const EXPLAINED = 100;

export function explainCommand(run: Run): Command {
  const command = withConnection(
    new Command('explain').description('why a subscription did or did not fire for an event'),
  )
    .argument('[event]', 'id of a stored event; with -f there is none')
    .argument(
      '[subscription]',
      'id or key of the subscription; without it all of the tenant, those that fire first',
    )
    .option('-f, --file <file>', 'an event that is only written, as JSON; - for stdin. Nothing is sent')
    .option('--limit <n>', 'at most so many subscriptions', wholeNumber(1, EXPLAINED_MAX), EXPLAINED)
    .action(async (event: string | undefined, subscription: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('../explain/explain.js');
      const words = [event, subscription].filter((word) => word !== undefined);
      run.exitCode = await explain(run.session(options), words, options);
    });
  return withExamples(command, [
    ['of an event that came', 'deskhook explain 01JD0M4Q sub_1'],
    ['of one that might come', 'deskhook explain -f event.json sub_1'],
  ]);
}
