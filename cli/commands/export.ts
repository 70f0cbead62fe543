import { Command, Option } from 'commander';
import { DECLARED_KINDS } from '../choices.js';
import type { ExportCommandOptions } from '../declarative/export.js';
import { kindsNamed } from '../declarative/kind-argument.js';
import type { Run } from '../session.js';
import { withConnection, withExamples } from '../shared-options.js';
import { withLabels } from './apply.js';

export function exportCommand(run: Run): Command {
  const command = withConnection(new Command('export')).description(
    'write subscriptions, SLA policies and calendars as files that apply takes',
  );
  withLabels(command, 'only what carries it; repeatable: all of them')
    .addOption(new Option('--kind <kind...>', 'only these').choices(DECLARED_KINDS).argParser(kindsNamed))
    .option(
      '--with-secrets',
      'also signing secrets, and URLs and headers that may hold secrets, in plain text',
    )
    .action(async (options: ExportCommandOptions) => {
      const { exportFiles } = await import('../declarative/export.js');
      run.exitCode = await exportFiles(run.session(options), options);
    });
  return withExamples(command, [
    ['everything of the tenant', 'deskhook export > deskhook.yaml'],
    ['one team’s subscriptions', 'deskhook export --kind Subscription -l team=support'],
  ]);
}
