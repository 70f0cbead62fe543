import { readdir, readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\()(['"])([@.\w][\w@.:/-]*)\1/g;
const BUILTIN = new Set(builtinModules);

/** Every file below, with when it was last written and how large it is. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const described = await Promise.all(
    files.map(async (path) => {
      const { mtimeMs, size } = await stat(path);
      return [path, `${mtimeMs} ${size}`] as const;
    }),
  );
  return new Map(described);
}

/** Imports of the compiled code that lead to nothing in this folder, also those that are only reached much later. */
export async function brokenImports(app: string): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const part of ['services', 'libs', 'cli']) {
    for (const path of (await filesOf(join(app, 'dist', part))).keys()) {
      if (!path.endsWith('.js')) continue;
      const text = await readFile(path, 'utf8');
      for (const [, , specifier = ''] of text.matchAll(IMPORT))
        if (!isThere(specifier, path, app)) broken.push(`${path.slice(app.length)}: ${specifier}`);
    }
  }
  return broken;
}

function isThere(specifier: string, path: string, app: string): boolean {
  if (specifier.startsWith('node:') || BUILTIN.has(specifier)) return true;
  if (specifier.startsWith('.')) return existsSync(join(dirname(path), specifier));
  const [first = '', second = ''] = specifier.split('/');
  const name = first.startsWith('@') ? join(first, second) : first;
  return existsSync(join(app, 'node_modules', name, 'package.json'));
}
