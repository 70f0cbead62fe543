#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './bootstrap/compile.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runOnNode24 } from './bootstrap/node24.mjs';
import { projectRoot, runMain } from './bootstrap/project.mjs';

/** The command line `deskhook` of a checkout: `npx deskhook …`, or `npm run -s deskhook -- …`. Paths are the caller's, not npm's. */
await runMain(() => {
  ensureDependencies();
  ensureBuilt();
  const guard = pathToFileURL(join(projectRoot, 'tools', 'bootstrap', 'end-with-launcher.mjs')).href;
  const main = join(projectRoot, 'dist', 'cli', 'main.js');
  return runOnNode24(
    [`--import=${guard}`, main, ...process.argv.slice(2)],
    process.env.INIT_CWD ?? process.cwd(),
  );
});
