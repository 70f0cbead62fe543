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
process.exitCode = await runProgram(process.argv.slice(2), {
  env,
  stdin,
  stdout,
  stderr,
  interrupted: interrupt.signal,
});
