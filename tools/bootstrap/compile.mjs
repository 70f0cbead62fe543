import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { withLock } from './lock.mjs';
import { node24 } from './node24.mjs';
import { BootstrapError, ensureStateDirectory, projectRoot } from './project.mjs';

const sources = ['services', 'libs', 'cli', 'tools', 'bench', 'test'];
const output = join(projectRoot, 'dist');

/**
 * What is built apart from each other: a change of one leaves the others as they are. The console lies in dist, too.
 * @type {readonly { sources: string[], settings: string[], target: string, compile: (target: string) => void, keeps: string[] }[]}
 */
const builds = [
  { sources, settings: ['.swcrc', 'package-lock.json'], target: output, compile, keeps: ['console'] },
  {
    // The pages that say how a receiver verifies a request are shown in the console.
    sources: ['console', 'docs/dialects'],
    settings: ['package-lock.json', 'docs/receivers.md'],
    target: join(output, 'console'),
    compile: bundleConsole,
    keeps: [],
  },
];

/** Builds into dist whatever changed since the last build; `force` builds all in any case. */
export function ensureBuilt(options = {}) {
  withLock(join(ensureStateDirectory(), 'build.lock'), () => {
    for (const each of builds) {
      const wanted = sourcesHash(each);
      const stampPath = join(each.target, '.sources-hash');
      const current = existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted;
      if (!current || options.force === true) build(each, wanted);
    }
  });
}

/** Builds beside the target and swaps: a failed build leaves the last good one, nobody sees half of one. */
function build({ target, compile, keeps }, hash) {
  const fresh = join(projectRoot, '.deskhook', 'dist-new');
  const old = join(projectRoot, '.deskhook', 'dist-old');
  rmSync(fresh, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
  compile(fresh);
  writeFileSync(join(fresh, '.sources-hash'), hash);
  for (const folder of keeps) {
    if (existsSync(join(target, folder))) renameSync(join(target, folder), join(fresh, folder));
  }
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

function compile(target) {
  mkdirSync(target, { recursive: true });
  const swc = join(projectRoot, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const present = sources.filter((folder) => existsSync(join(projectRoot, folder)));
  run([swc, ...present, '-d', target, '--copy-files', '--quiet']);
}

function bundleConsole(target) {
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  run([vite, 'build', '--config', 'console/vite.config.ts', '--outDir', target, '--logLevel', 'warn']);
  compressFiles(target);
}

function run(args) {
  // Data goes to stdout, and what is built for a command is none of its data.
  const result = spawnSync(node24(), args, { cwd: projectRoot, stdio: ['inherit', 2, 'inherit'] });
  if (result.status !== 0) throw new BootstrapError('the build failed; the compile errors stand above.');
}

/** The gateway sends these instead of compressing the same bytes again and again. */
function compressFiles(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (!/\.(js|css|svg)$/.test(path)) continue;
    const bytes = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(bytes));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

function sourcesHash({ sources, settings }) {
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
