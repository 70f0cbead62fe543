import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { messageOf, UsageError } from '../cli-error.js';
import type { Surroundings } from '../session.js';

export const SECRET_VARIABLE = 'DESKHOOK_WEBHOOK_SECRET';

/**
 * Signing secrets from files and from the environment; none: with `mayAsk` they are asked for where somebody can answer. They are kept as
 * they are, blanks and line breaks included: those are among what goes wrong with secrets. Of a file's end one line break is the
 * file's own.
 */
export async function readSecrets(
  files: readonly string[],
  surroundings: Surroundings,
  mayAsk: boolean,
): Promise<readonly string[]> {
  if (files.length > 0) return files.map(secretIn);
  const stated = surroundings.env[SECRET_VARIABLE];
  if (stated !== undefined && stated !== '') return separated(stated);
  if (!mayAsk || surroundings.stdin.isTTY !== true) return [];
  const answer = await askedFor(surroundings);
  return answer === '' ? [] : separated(answer);
}

/** Several stand side by side during a rotation; no secret of Standard Webhooks has a blank inside. */
function separated(text: string): readonly string[] {
  return /^\s*wh(sec|pk|sk)_\S+(\s+wh(sec|pk|sk)_\S+)+\s*$/.test(text) ? text.trim().split(/\s+/) : [text];
}

function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new UsageError(`the secret file cannot be read: ${messageOf(cause)}`, [], { cause });
  }
}

/** What is typed does not show. */
async function askedFor({ stdin, stderr, interrupted }: Surroundings): Promise<string> {
  stderr.write('Signing secret: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: true, signal: interrupted });
  const answer = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  });
  lines.close();
  stderr.write('\n');
  return answer;
}
