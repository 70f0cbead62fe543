#!/usr/bin/env node
import { runMain } from './bootstrap/project.mjs';
import { runCompiled } from './bootstrap/run-compiled.mjs';

/** The command line `deskhook` of a checkout: `npx deskhook …`, or `npm run -s deskhook -- …`. Paths are the caller's, not npm's. */
await runMain(() => runCompiled('cli/main', process.argv.slice(2), process.env.INIT_CWD ?? process.cwd()));
