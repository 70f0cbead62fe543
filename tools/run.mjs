import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './bootstrap/compile.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runOnNode24 } from './bootstrap/node24.mjs';
import { BootstrapError, projectRoot, runMain } from './bootstrap/project.mjs';

/** `node tools/run.mjs <module> [args]`: runs one compiled module, such as `bench/main`, on Node 24. */
await runMain(() => {
  const [module, ...args] = process.argv.slice(2);
  if (module === undefined) throw new BootstrapError('say which module to run, for example: bench/main');
  ensureDependencies();
  ensureBuilt();
  const file = join(projectRoot, 'dist', `${module}.js`);
  if (!existsSync(file)) throw new BootstrapError(`there is no module ${module} (no ${module}.ts)`);
  const guard = pathToFileURL(join(projectRoot, 'tools', 'bootstrap', 'end-with-launcher.mjs')).href;
  return runOnNode24(['--enable-source-maps', `--import=${guard}`, file, ...args]);
});
