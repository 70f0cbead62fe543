import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../local-stack/project-root.js';
import { judgeImport } from './judge-import.js';
import { readImports } from './read-imports.js';

/** Prints every import that breaks a rule of the architecture; the exit code says whether there was one. */
const root = projectRoot();
let files = 0;
let broken = 0;
for await (const path of glob('{services,libs,cli,tools,test,bench,console}/**/*.{ts,mts,tsx}', {
  cwd: root,
})) {
  files += 1;
  for (const { specifier, line } of readImports(path, await readFile(join(root, path), 'utf8'))) {
    const reason = judgeImport(path, specifier);
    if (reason === undefined) continue;
    broken += 1;
    console.error(`${path}:${line}: import of '${specifier}': ${reason}`);
  }
}
console.log(`Import rules: ${files} files, ${broken} broken.`);
process.exitCode = broken > 0 || files === 0 ? 1 : 0;
process.disconnect?.();
