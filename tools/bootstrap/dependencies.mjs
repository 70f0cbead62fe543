import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withLock } from './lock.mjs';
import { linkNode24 } from './node24.mjs';
import { BootstrapError, ensureStateDirectory, projectRoot } from './project.mjs';

const modules = join(projectRoot, 'node_modules');
const stampPath = join(modules, '.deskhook-lock-hash');

/** Installs the locked dependencies unless node_modules already holds exactly them. */
export function ensureDependencies() {
  if (isInstalled()) return;
  withLock(join(ensureStateDirectory(), 'install.lock'), () => {
    if (!isInstalled()) install();
  });
}

function isInstalled() {
  const wanted = lockHash();
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted) return true;
  if (!holdsLockedVersions()) return false;
  writeFileSync(stampPath, wanted);
  return true;
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex');
}

/** True when someone ran npm themselves: npm's own record of node_modules agrees with the lock. */
function holdsLockedVersions() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

function install() {
  // To stderr: stdout is for the data of the command that needs them.
  console.error('Installing the dependencies (npm ci) …');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  const [command, prefix] = npm();
  const result = spawnSync(command, [...prefix, ...args], {
    cwd: projectRoot,
    stdio: ['inherit', 2, 'inherit'],
  });
  if (result.status !== 0) {
    throw new BootstrapError(
      `npm ci failed (${result.error ? result.error.message : `exit code ${result.status}`}). ` +
        'Its own message stands above; check the network and the registry, then run the command again.',
    );
  }
  linkNode24();
  writeFileSync(stampPath, lockHash());
}

/**
 * The npm that started us when there is one: PATH may hold another, or none.
 * @returns {[command: string, prefix: string[]]}
 */
function npm() {
  const running = process.env.npm_execpath;
  return running && basename(running) === 'npm-cli.js' ? [process.execPath, [running]] : ['npm', []];
}
