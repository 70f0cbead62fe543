import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type CommandResult, runCommand } from '../nats-server/run-command.js';
import type { GoTool } from './go-tools.js';

const buildMsMax = 600_000;
const pollMs = 500;

/** Builds a program into a folder; of several processes that want it at once, one does, and the others wait. */
export async function goInstall(tool: GoTool, folder: string): Promise<CommandResult> {
  await mkdir(folder, { recursive: true });
  const target = join(folder, tool.command);
  const lock = `${target}.lock`;
  const giveUpAt = performance.now() + buildMsMax;
  while (!(await acquire(lock))) {
    if (performance.now() > giveUpAt) return { kind: 'failed', reason: `${lock} has been held too long` };
    await delay(pollMs);
  }
  try {
    return await build(tool, folder, target);
  } finally {
    await rm(lock, { force: true });
  }
}

async function build(tool: GoTool, folder: string, target: string): Promise<CommandResult> {
  // Somebody else has, while we waited for the lock.
  if (existsSync(target)) return { kind: 'ok', stdout: '' };
  const work = await mkdtemp(`${target}-`);
  try {
    const variables = [`GOBIN=${work}`, 'CGO_ENABLED=0', 'GOFLAGS=-trimpath'];
    const args = [...variables, 'go', 'install', '-ldflags=-s -w', tool.module];
    const built = await runCommand('env', args, { timeoutMs: buildMsMax, cwd: folder });
    // Renamed, so that a concurrent reader never sees half a file.
    if (built.kind === 'ok') await rename(join(work, tool.command), target);
    return built;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** False while a living process holds it; what a dead one left is cleared away. */
async function acquire(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
