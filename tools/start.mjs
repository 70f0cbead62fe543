import { join } from 'node:path';
import { ensureBuilt } from './bootstrap/compile.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runOnNode24 } from './bootstrap/node24.mjs';
import { projectRoot, runMain } from './bootstrap/project.mjs';

/** `npm start`: installs and builds what is missing, then hands over to the local stack on Node 24. */
await runMain(() => {
  ensureDependencies();
  ensureBuilt();
  const main = join(projectRoot, 'dist', 'tools', 'start', 'main.js');
  return runOnNode24(['--enable-source-maps', main, ...process.argv.slice(2)]);
});
