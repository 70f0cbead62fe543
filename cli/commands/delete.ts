import { Command } from 'commander';
import type { DeleteOptions } from '../declarative/delete.js';
import type { Run } from '../session.js';
import { withConnection, withExamples } from '../shared-options.js';
import { withFiles } from './apply.js';

export function deleteCommand(run: Run): Command {
  const command = withFiles(withConnection(new Command('delete')))
    .description('delete the subscriptions, SLA policies and calendars that files name')
    .option('--dry-run', 'only tell what would be deleted')
    .option('-y, --yes', 'delete without asking')
    .action(async (options: DeleteOptions) => {
      const { deleteFiles } = await import('../declarative/delete.js');
      run.exitCode = await deleteFiles(run.session(options), options);
    });
  return withExamples(command, [['what a file made', 'deskhook delete -f trial.yaml']]);
}
