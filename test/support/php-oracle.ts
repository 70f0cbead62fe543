import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { phpBinary } from './php.js';

export interface PhpOracle {
  readonly ask: (question: string, text: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Answers a line with a line; in base64, since texts may hold line ends. */
const program = `
while (($line = fgets(STDIN)) !== false) {
  [$question, $text] = array_map('base64_decode', explode(' ', $line));
  echo base64_encode(answer($question, $text)), "\\n";
}`;

/**
 * One PHP process that answers many questions, one after the other, so that a property test of thousands of cases is
 * quick. The code declares `function answer(string $question, string $text): string`. No ini file is read: what
 * counts are PHP's own defaults.
 */
export async function startPhpOracle(code: string): Promise<PhpOracle> {
  const child = spawn(phpBinary(), ['-n', '-d', 'display_errors=stderr', '-r', code + program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  await once(child, 'spawn');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (question, text) => {
      child.stdin.write(`${base64(question)} ${base64(text)}\n`);
      const answer = await answers.next();
      if (answer.done === true) throw new Error(`PHP ended over ${question} of ${text}`);
      return Buffer.from(answer.value, 'base64').toString();
    },
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
