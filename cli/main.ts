import { runProgram } from './program.js';

const interrupt = new AbortController();
// The first Ctrl-C ends what is waited for; the second ends the process, as anywhere.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());
// `deskhook … | head` is no failure: whoever read has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { env, stdin, stdout, stderr } = process;
const surroundings = { env, stdin, stdout, stderr, interrupted: interrupt.signal };
const code = await runProgram(process.argv.slice(2), surroundings);
// What was given up, such as a broker that does not answer, must not keep the process; what was written must be out first.
stdout.write('', () => stderr.write('', () => process.exit(code)));
