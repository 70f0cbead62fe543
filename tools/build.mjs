import { ensureBuilt } from './bootstrap/compile.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { runMain } from './bootstrap/project.mjs';

/** `npm run build`: compiles everything into dist, also when nothing changed. */
await runMain(() => {
  ensureDependencies();
  ensureBuilt({ force: true });
  return 0;
});
