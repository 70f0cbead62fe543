import { join } from 'node:path';
import { ensureBuilt } from './bootstrap/compile.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runOnNode24 } from './bootstrap/node24.mjs';
import { projectRoot, runMain } from './bootstrap/project.mjs';

/** Part of `npm run lint`: who imports whom, by the rules of the architecture. */
await runMain(() => {
  ensureDependencies();
  ensureBuilt();
  return runOnNode24([join(projectRoot, 'dist', 'tools', 'check-imports', 'main.js')]);
});
