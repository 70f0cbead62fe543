#!/usr/bin/env node
// The command line `deskhook` of a checkout: `npx deskhook …`, or `npm run -s deskhook -- …`.
process.argv.splice(2, 0, 'cli/main');
await import('./run.mjs');
