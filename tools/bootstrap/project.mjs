// The bootstrap pieces run on whatever Node the machine has (16 or newer), before anything is
// installed: plain JavaScript, no dependencies.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this file stands in. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that the tools keep between runs (git-ignored). */
export const stateDirectory = join(projectRoot, '.deskhook');

/** Makes the state folder; readable, since Postgres runs as a user of its own when we are root. */
export function ensureStateDirectory() {
  mkdirSync(stateDirectory, { recursive: true, mode: 0o755 });
  return stateDirectory;
}

/** A failure whose message is written for the person at the terminal: no stack is shown. */
export class BootstrapError extends Error {}

/** Runs a tool's main function; a failure ends the process with a sentence instead of a stack. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof BootstrapError ? `deskhook: ${error.message}` : error);
    process.exitCode = 1;
  }
}
