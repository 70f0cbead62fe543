import { Command, CommanderError } from 'commander';
import { CliError, messageOf } from './cli-error.js';
import { COMMANDS } from './commands/index.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { Output, type Streams } from './output.js';
import { Run, type Surroundings } from './session.js';

/** The tree of commands. Each declares its options and loads what it does once it is run, so that help is quick. */
export function deskhookProgram(run: Run): Command {
  const program = new Command('deskhook')
    .description('The command line of Deskhook: webhooks for helpdesks')
    .option('-V, --version', 'print the release')
    .addHelpText('after', '\nSettings: DESKHOOK_URL, DESKHOOK_KEY or DESKHOOK_KEY_FILE, DESKHOOK_TENANT.');
  for (const make of COMMANDS) program.addCommand(make(run));
  configure(program, run.surroundings);
  return program;
}

/** Runs one command line, without the words before it, and gives its exit code. */
export async function runProgram(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const run = new Run(surroundings);
  try {
    if (words[0] === '--version' || words[0] === '-V') await printVersion(surroundings);
    else await deskhookProgram(run).parseAsync(words, { from: 'user' });
    return run.exitCode;
  } catch (error) {
    return tell(error, new Output(surroundings, words.includes('--json')), surroundings);
  }
}

async function printVersion({ stdout }: Surroundings): Promise<void> {
  const { VERSION } = await import('@deskhook/contracts');
  stdout.write(`${VERSION}\n`);
}

/** What commander writes and how it ends: for every command alike. */
function configure(command: Command, { stdout, stderr }: Streams): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
    getOutHasColors: () => stdout.isTTY === true,
  });
  command
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .showHelpAfterError('(--help tells more)');
  for (const each of command.commands) configure(each, { stdout, stderr });
}

/** Tells why a command ended early. With --json stdout has the failure, too, so that a script need not read sentences. */
function tell(error: unknown, output: Output, { interrupted, env }: Surroundings): ExitCode {
  if (error instanceof CommanderError) return commandLineEnd(error, output);
  if (interrupted.aborted) return EXIT.interrupted;
  const failure =
    error instanceof CliError ? error : new CliError(`an unexpected failure: ${messageOf(error)}`);
  output.failure(failure.message, failure.faults);
  if (failure !== error && env['DESKHOOK_DEBUG'] !== undefined && error instanceof Error)
    output.note(error.stack ?? '');
  output.item(errorDocument(failure));
  return failure.exitCode;
}

/** Help that was asked for is no failure; what is wrong with a command line commander has written to stderr. */
function commandLineEnd({ exitCode, message }: CommanderError, output: Output): ExitCode {
  if (exitCode === 0) return EXIT.ok;
  output.item(errorDocument({ message: message.replace(/^error: /, ''), exitCode: EXIT.usage, faults: [] }));
  return EXIT.usage;
}

const errorDocument = ({ message, exitCode, faults }: Pick<CliError, 'message' | 'exitCode' | 'faults'>) => ({
  error: { message, exitCode, errors: faults },
});
