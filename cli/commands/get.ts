import { Argument, Command } from 'commander';
import { DECLARED_KINDS } from '../choices.js';
import { kindsNamed } from '../declarative/kind-argument.js';
import type { ListOptions } from '../declarative/list.js';
import type { Run } from '../session.js';
import { withConnection, withExamples } from '../shared-options.js';
import { withLabels } from './apply.js';

type Kind = (typeof DECLARED_KINDS)[number];

export function getCommand(run: Run): Command {
  const command = withConnection(new Command('get')).description(
    'list subscriptions, SLA policies and calendars, by the names that files call them',
  );
  withLabels(command, 'only what carries it; repeatable: all of them')
    .addArgument(new Argument('[kind...]', 'only these').choices(DECLARED_KINDS).argParser(kindsNamed))
    .action(async (kinds: readonly Kind[], options: ListOptions) => {
      const { listConfiguration } = await import('../declarative/list.js');
      run.exitCode = await listConfiguration(run.session(options), kinds, options);
    });
  return withExamples(command, [['one team’s subscriptions', 'deskhook get subscriptions -l team=support']]);
}
