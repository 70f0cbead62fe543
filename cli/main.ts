import { runProgram } from './program.js';

const interrupt = new AbortController();
// The first Ctrl-C ends what is waited for; the second ends the process, as anywhere.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
const words = process.argv.slice(2);
/** What they change is not left half done since nobody reads on, and their exit code tells how it went. */
const FINISH_UNREAD: ReadonlySet<string> = new Set(['apply', 'delete', 'publish', 'replay']);
// `deskhook … | head` is no failure: whoever read has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (!FINISH_UNREAD.has(words[0] ?? '')) process.exit(0);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { env, stdin, stdout, stderr } = process;
const surroundings = { env, stdin, stdout, stderr, interrupted: interrupt.signal };
const code = await runProgram(words, surroundings);
// What was given up, such as a broker that does not answer, must not keep the process; what was written must be out first.
stdout.write('', () => stderr.write('', () => process.exit(code)));
