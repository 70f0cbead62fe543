import { Argument, Command } from 'commander';
import { DECLARED_KINDS } from '../choices.js';
import type { ListOptions } from '../declarative/list.js';
import type { Run } from '../session.js';
import { collected, withConnection, withExamples } from '../shared-options.js';
import { withLabels } from './apply.js';

export function getCommand(run: Run): Command {
  const command = withConnection(new Command('get')).description(
    'list subscriptions, SLA policies and calendars by the names that files call them, or show one',
  );
  withLabels(command, 'only what carries it; repeatable: all of them')
    .addArgument(
      new Argument('[kind...]', 'only these; or one kind, and a name or id')
        .choices(DECLARED_KINDS)
        .argParser(collected),
    )
    .action(async (words: readonly string[], options: ListOptions) => {
      const { listConfiguration } = await import('../declarative/list.js');
      run.exitCode = await listConfiguration(run.session(options), words, options);
    });
  return withExamples(command, [
    ['one team’s subscriptions', 'deskhook get subscriptions -l team=support'],
    ['one of them, whole', 'deskhook get subscription crm-sync'],
  ]);
}
