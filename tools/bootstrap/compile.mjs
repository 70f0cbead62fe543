import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withLock } from './lock.mjs';
import { node24 } from './node24.mjs';
import { BootstrapError, ensureStateDirectory, projectRoot } from './project.mjs';

const sources = ['services', 'libs', 'tools', 'bench', 'test'];
const settings = ['.swcrc', 'package-lock.json'];
const output = join(projectRoot, 'dist');
const stampPath = join(output, '.sources-hash');

/** Builds dist when a source changed since the last build; `force` builds in any case. */
export function ensureBuilt(options = {}) {
  withLock(join(ensureStateDirectory(), 'build.lock'), () => {
    const wanted = sourcesHash();
    const current = existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted;
    if (!current || options.force === true) build(wanted);
  });
}

/** Compiles beside dist and swaps: a failed build leaves the last good one, nobody sees half of one. */
function build(hash) {
  const fresh = join(projectRoot, '.deskhook', 'dist-new');
  const old = join(projectRoot, '.deskhook', 'dist-old');
  rmSync(fresh, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
  compile(fresh);
  writeFileSync(join(fresh, '.sources-hash'), hash);
  if (existsSync(output)) renameSync(output, old);
  renameSync(fresh, output);
  rmSync(old, { recursive: true, force: true });
}

function compile(target) {
  mkdirSync(target, { recursive: true });
  const swc = join(projectRoot, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const present = sources.filter((folder) => existsSync(join(projectRoot, folder)));
  const args = [swc, ...present, '-d', target, '--copy-files', '--quiet'];
  const result = spawnSync(node24(), args, { cwd: projectRoot, stdio: 'inherit' });
  if (result.status !== 0) throw new BootstrapError('the build failed; the compile errors stand above.');
}

function sourcesHash() {
  const hash = createHash('sha256');
  for (const path of [...settings, ...sources.flatMap((folder) => filesUnder(folder))]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(projectRoot, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  const path = join(projectRoot, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = relative(projectRoot, join(path, entry.name));
      if (entry.isDirectory()) return filesUnder(below);
      return entry.isFile() ? [below] : [];
    });
}
