import { Command } from 'commander';
import type { ApplyOptions } from '../declarative/apply.js';
import type { Run } from '../session.js';
import { withConnection, withExamples } from '../shared-options.js';
import { withFiles, withLabels } from './apply.js';

export function diffCommand(run: Run): Command {
  const diff = withFiles(withConnection(new Command('diff'))).description(
    'what apply would change; exit code 10 where that is something',
  );
  withLabels(diff, 'with --prune: the label of what belongs to these files; repeatable: all of them')
    .option('--prune', 'also what apply --prune would delete')
    .action(async (options: ApplyOptions) => {
      const { applyFiles } = await import('../declarative/apply.js');
      run.exitCode = await applyFiles(run.session(options), { ...options, dryRun: true, exitCode: true });
    });
  return withExamples(diff, [['of a folder', 'deskhook diff -f deskhook/']]);
}
