import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { BootstrapError } from './project.mjs';

const waitMsMax = 10 * 60 * 1000;
const pollMs = 50;
const halfWrittenMsMax = 5000;

/**
 * Runs `work` while holding a lock file, so that two concurrent starts neither install nor build
 * into each other. A lock whose holder is gone is taken over.
 */
export function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  const giveUpAt = Date.now() + waitMsMax;
  while (!tryAcquire(path)) {
    if (Date.now() > giveUpAt) throw new BootstrapError(`another process has held ${path} for ten minutes`);
    pause(pollMs);
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryAcquire(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(path)) rmSync(path, { force: true });
    return false;
  }
}

function isAbandoned(path) {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder > 0) return !isAlive(holder);
    return Date.now() - statSync(path).mtimeMs > halfWrittenMsMax;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
