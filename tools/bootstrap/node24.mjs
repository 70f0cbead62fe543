import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { BootstrapError, projectRoot } from './project.mjs';

const majorNeeded = 24;
const parentPollMs = 500;
/** npm and the shell between us and the terminal must not end before the clean-up has. */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Node 24: the one that npm installed with the project, else the running one if it is new enough. */
export function node24() {
  const installed = installedNode();
  if (existsSync(installed)) return realpathSync(installed);
  if (Number(process.versions.node.split('.')[0]) >= majorNeeded) return process.execPath;
  throw new BootstrapError(
    `Node ${majorNeeded} is needed, this is ${process.versions.node}, and npm installed none for ` +
      `${process.platform}-${process.arch}. Install Node ${majorNeeded} and run the command again.`,
  );
}

/**
 * Old npms do not link a program called `node`; with the link, `npm run` puts Node 24 first for
 * every script.
 */
export function linkNode24() {
  const link = join(projectRoot, 'node_modules', '.bin', 'node');
  if (existsSync(link) || !existsSync(installedNode())) return;
  rmSync(link, { force: true });
  symlinkSync(join('..', relative(join(projectRoot, 'node_modules'), installedNode())), link);
}

function installedNode() {
  const name = `node-${process.platform}-${process.arch}`;
  return join(projectRoot, 'node_modules', name, 'bin', 'node');
}

/**
 * Runs Node 24 in our place and answers its exit code. It gets an IPC channel whose end tells it
 * that we were killed, and our signals.
 */
export function runOnNode24(args, cwd = projectRoot) {
  const child = spawn(node24(), args, {
    cwd,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // In a terminal Ctrl-C reaches the child directly; it treats a second copy within a moment as one.
  for (const signal of forwarded) process.on(signal, () => child.kill(signal));
  const watch = watchNpm(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/**
 * When npm itself is killed hard, nobody signals us: notice that the line of our ancestors (npm, its
 * shell, we) has changed.
 */
function watchNpm(child) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const shell = process.ppid;
  const npm = parentOf(shell);
  // Once: a second one would not let it come to its end.
  const watch = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, parentPollMs);
  return watch;
}

function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
