import { EXIT } from './exit-codes.js';
import { interruption } from './interruption.js';
import { runProgram } from './program.js';

const { env, stdin, stdout, stderr } = process;
const words = process.argv.slice(2);
/** What they change is not left half done since nobody reads on, and their exit code tells how it went. */
const FINISH_UNREAD: ReadonlySet<string> = new Set(['apply', 'delete', 'publish', 'replay']);
/** They say how far they came, or have asked something that is answered first. The others have nothing to bring to an end. */
const END_BY_THEMSELVES: ReadonlySet<string> = new Set([
  ...FINISH_UNREAD,
  'tail',
  'events',
  'deliveries',
  'verify',
]);
const command = words[0] ?? '';

const interrupted = interruption(process, () => process.exit(EXIT.interrupted));
if (!END_BY_THEMSELVES.has(command))
  interrupted.addEventListener('abort', () => process.exit(EXIT.interrupted));
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  if (!FINISH_UNREAD.has(command)) process.exit(EXIT.unread);
});
stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const code = await runProgram(words, { env, stdin, stdout, stderr, interrupted });
// What was given up, such as a broker that does not answer, must not keep the process; what was written must be out first.
stdout.write('', (failure) => {
  const isUnread = failure != null && !FINISH_UNREAD.has(command);
  stderr.write('', () => process.exit(isUnread ? EXIT.unread : code));
});
