import { BootstrapError, runMain } from './bootstrap/project.mjs';
import { runCompiled } from './bootstrap/run-compiled.mjs';

/** `node tools/run.mjs <module> [args]`: runs one compiled module, such as `bench/main`, on Node 24. */
await runMain(() => {
  const [module, ...args] = process.argv.slice(2);
  if (module === undefined) throw new BootstrapError('say which module to run, for example: bench/main');
  return runCompiled(module, args);
});
