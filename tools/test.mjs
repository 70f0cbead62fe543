import { join } from 'node:path';
import { ensureBuilt } from './bootstrap/compile.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runOnNode24 } from './bootstrap/node24.mjs';
import { projectRoot, runMain } from './bootstrap/project.mjs';

/** Exit codes from here on mean a signal: the closing line has not been written then. */
const killed = 128;

/**
 * `npm test`: from nothing to the closing line `N passed, N failed`. When it never comes to the
 * tests, that counts as one failure.
 */
await runMain(async () => {
  try {
    ensureDependencies();
    ensureBuilt();
    const main = join(projectRoot, 'dist', 'tools', 'test', 'main.js');
    const code = await runOnNode24(['--enable-source-maps', main, ...process.argv.slice(2)]);
    if (code >= killed) process.once('exit', countOneFailure);
    return code;
  } catch (error) {
    process.once('exit', countOneFailure);
    throw error;
  }
});

function countOneFailure() {
  console.log('0 passed, 1 failed');
}
