import { type Command, InvalidArgumentError, Option } from 'commander';

/** Options of every command that asks the API. */
export function withConnection(command: Command): Command {
  return withOutput(command)
    .option('--url <url>', 'address of Deskhook (DESKHOOK_URL)')
    .option('--key-file <file>', 'file with the API key (DESKHOOK_KEY holds the key itself)')
    .option('--tenant <tenant>', 'tenant, where the key is not of one (DESKHOOK_TENANT)')
    .addOption(
      new Option('--timeout <duration>', 'how long one request may take, such as 10s').argParser(
        milliseconds,
      ),
    );
}

/** Options of every command that answers with data. */
export function withOutput(command: Command): Command {
  return command.option('--json', 'write JSON to stdout, and nothing else');
}

/** Examples below the help of a command: each a line of comment and a line of command. */
export function withExamples(command: Command, examples: readonly (readonly [string, string])[]): Command {
  const lines = examples.map(([comment, line]) => `  # ${comment}\n  ${line}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const LONGEST_MS = 24 * 3_600_000;

/** A duration such as 500ms, 10s, 5m; a number alone is seconds. At most a day, since timers cannot wait for longer than weeks. */
export function milliseconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) * (UNITS[match[2] ?? 's'] ?? Number.NaN);
  if (value >= 1 && value <= LONGEST_MS) return Math.round(value);
  throw new InvalidArgumentError('Give a duration such as 500ms, 10s or 5m, a day at most.');
}

/** A whole number within bounds, for an option. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

/** An option that may be repeated. */
export const collected = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];
