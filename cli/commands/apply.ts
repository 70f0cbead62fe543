import { Command } from 'commander';
import type { ApplyOptions } from '../declarative/apply.js';
import type { Run } from '../session.js';
import { collected, withConnection, withExamples } from '../shared-options.js';

/** The option that names files of documents. */
export function withFiles(command: Command): Command {
  return command.requiredOption(
    '-f, --filename <path>',
    'a file, a folder with all below it, or - for standard input; repeatable',
    collected,
  );
}

export function withLabels(command: Command, meaning: string): Command {
  return command.option('-l, --label <key=value>', meaning, collected);
}

export function applyCommand(run: Run): Command {
  const apply = withFiles(withConnection(new Command('apply'))).description(
    'make subscriptions, SLA policies and calendars as files state them',
  );
  withLabels(apply, 'the label by which --prune tells what belongs to these files; repeatable: all of them')
    .option('--dry-run', 'only tell what would change')
    .option('--exit-code', 'with --dry-run: exit code 10 where something would change')
    .option('--prune', 'delete what carries the label and is not in the files')
    .option('-y, --yes', 'delete without asking')
    .option('--set-credentials', 'send stated passwords, tokens and keys, which Deskhook never shows, again')
    .action(async (options: ApplyOptions) => {
      const { applyFiles } = await import('../declarative/apply.js');
      run.exitCode = await applyFiles(run.session(options), options);
    });
  return withExamples(apply, [
    ['what is in a folder', 'deskhook apply -f deskhook/'],
    ['only look', 'deskhook apply -f deskhook/ --dry-run'],
    [
      'and delete what is no longer there',
      'deskhook apply -f deskhook/ --prune -l repository=support-webhooks --yes',
    ],
  ]);
}
