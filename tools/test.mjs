import { join } from 'node:path';
import { ensureBuilt } from './bootstrap/compile.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runOnNode24 } from './bootstrap/node24.mjs';
import { projectRoot, runMain } from './bootstrap/project.mjs';

/**
 * `npm test`: from nothing to the closing line `N passed, N failed`. When it never comes to the
 * tests, that counts as one failure.
 */
await runMain(() => {
  try {
    ensureDependencies();
    ensureBuilt();
  } catch (error) {
    process.once('exit', () => console.log('0 passed, 1 failed'));
    throw error;
  }
  const main = join(projectRoot, 'dist', 'tools', 'test', 'main.js');
  return runOnNode24(['--enable-source-maps', main, ...process.argv.slice(2)]);
});
