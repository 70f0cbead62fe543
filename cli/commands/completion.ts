import { Argument, Command } from 'commander';
import { SHELLS } from '../choices.js';
import type { Shell } from '../completion/shell-scripts.js';
import type { Run } from '../session.js';
import { withExamples } from '../shared-options.js';

export function completionCommand(run: Run): Command {
  const command: Command = new Command('completion')
    .description('write the script by which a shell completes commands, options and values')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(async (shell: Shell) => {
      const { writeCompletion } = await import('../completion/completion.js');
      writeCompletion(run.session({}), shell, command.parent ?? command);
    });
  return withExamples(command, [
    ['in ~/.bashrc', 'source <(deskhook completion bash)'],
    ['for zsh, in a folder of $fpath', 'deskhook completion zsh > ~/.zsh/completions/_deskhook'],
    ['for fish', 'deskhook completion fish > ~/.config/fish/completions/deskhook.fish'],
  ]);
}
