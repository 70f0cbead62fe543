import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './compile.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runOnNode24 } from './node24.mjs';
import { BootstrapError, projectRoot } from './project.mjs';

/** Runs one compiled module, such as `bench/main`, on Node 24, in the project's folder unless told otherwise, and gives its exit code. */
export function runCompiled(module, args, cwd = projectRoot) {
  ensureDependencies();
  ensureBuilt();
  const file = join(projectRoot, 'dist', `${module}.js`);
  if (!existsSync(file)) throw new BootstrapError(`there is no module ${module} (no ${module}.ts)`);
  const guard = pathToFileURL(join(projectRoot, 'tools', 'bootstrap', 'end-with-launcher.mjs')).href;
  return runOnNode24(['--enable-source-maps', `--import=${guard}`, file, ...args], cwd);
}
