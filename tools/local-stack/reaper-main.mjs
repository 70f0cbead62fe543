// The reaper: a small detached process that outlives the one that started it just long enough to
// end what that one left behind. Its standard input is a pipe from the parent; the end of the pipe,
// however it came about (exit, crash, kill -9), is the order to clean up. Plain JavaScript, because
// tests run it from the sources.
import { readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 20;
const killedMsMax = 5000;
const processes = new Map();
const paths = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
for await (const line of createInterface({ input: process.stdin })) apply(JSON.parse(line));
for (const entry of [...processes.values()].reverse()) await end(entry);
for (const path of paths) rmSync(path, { recursive: true, force: true });

function apply(order) {
  if (order.kind === 'watch') processes.set(order.process.pid, order.process);
  if (order.kind === 'forget') processes.delete(order.pid);
  if (order.kind === 'remove-at-end') paths.add(order.path);
  if (order.kind === 'keep-at-end') paths.delete(order.path);
}

async function end(entry) {
  if (!runs(entry)) return;
  signal(entry, entry.stopSignal);
  if (await isGone(entry, entry.graceMs)) return;
  signal(entry, 'SIGKILL');
  await isGone(entry, killedMsMax);
}

async function isGone(entry, withinMs) {
  const until = Date.now() + withinMs;
  while (runs(entry)) {
    if (Date.now() > until) return false;
    await delay(pollMs);
  }
  return true;
}

/** A pid alone may have been given to someone else since: the start time must agree too. */
function runs(entry) {
  try {
    const stat = readFileSync(`/proc/${entry.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] !== 'Z' && fields[19] === entry.startTime;
  } catch {
    return false;
  }
}

function signal(entry, name) {
  try {
    process.kill(entry.pid, name);
    if (name === 'SIGKILL') process.kill(-entry.pid, name);
  } catch {
    // It ended between the look and the signal: what was wanted.
  }
}
