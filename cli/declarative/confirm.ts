import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { UsageError } from '../cli-error.js';
import type { Surroundings } from '../session.js';

/** Asks a person. Where nobody can be asked, a UsageError that names the option to say it beforehand. */
export async function confirmed(
  { stdin, stderr, interrupted }: Surroundings,
  question: string,
  mayAsk: boolean,
): Promise<boolean> {
  if (!mayAsk || stdin.isTTY !== true || stderr.isTTY !== true)
    throw new UsageError(
      `${question} Nobody can be asked here, since this is no terminal or the files come on standard input: give --yes to delete without asking. Nothing was applied`,
    );
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    const ended = once(terminal, 'close').then(() => '');
    const asked = terminal.question(`${question} [y/N] `, { signal: interrupted });
    // Ctrl-D ends the input, and leaves the question without an answer.
    return /^y(es)?$/i.test((await Promise.race([asked, ended])).trim());
  } finally {
    terminal.close();
  }
}
