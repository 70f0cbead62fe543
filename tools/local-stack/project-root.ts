import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout, found from the sources as well as from dist. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package-lock.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no project above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}

/** Everything the tools keep between runs (git-ignored); tests set a folder of their own. */
export function stateDirectory(): string {
  return process.env['DESKHOOK_STATE_FOLDER'] || join(projectRoot(), '.deskhook');
}
