import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkBinary } from './check-binary.js';
import { failed, type Outcome } from './outcome.js';

/**
 * Two folders hold what was fetched: the checkout's own, and one for each user, so that a fresh
 * clone on the same machine fetches nothing. What is found in the second is copied into the first.
 */
export interface Cache {
  readonly project: string;
  readonly user: string | undefined;
}

export function defaultCache(stateDirectory: string, env: NodeJS.ProcessEnv = process.env): Cache {
  const base = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return { project: join(stateDirectory, 'cache'), user: join(base, 'deskhook') };
}

const fileName = `nats-server-${process.arch}`;

export async function findInCache(cache: Cache): Promise<Outcome> {
  const reasons: string[] = [];
  for (const folder of [cache.project, cache.user]) {
    if (folder === undefined || !existsSync(join(folder, fileName))) continue;
    const outcome = await checkBinary(join(folder, fileName));
    if (outcome.kind === 'found') return folder === cache.project ? outcome : await adopt(outcome, cache);
    reasons.push(outcome.reason);
  }
  return failed(reasons.join('; ') || `nothing is cached in ${cache.project}`);
}

/** Puts a fetched binary into the caches, after asking it for its version. */
export async function store(binary: string, cache: Cache): Promise<Outcome> {
  await chmod(binary, 0o755);
  const outcome = await checkBinary(binary);
  if (outcome.kind === 'failed') return outcome;
  const stored = await place(binary, cache.project);
  // The user's cache is a convenience: a read-only home is no reason to fail.
  if (cache.user !== undefined) await place(binary, cache.user).catch(() => undefined);
  return { ...outcome, binary: stored };
}

async function adopt(outcome: Outcome & { kind: 'found' }, cache: Cache): Promise<Outcome> {
  return { ...outcome, binary: await place(outcome.binary, cache.project) };
}

/** Copies beside and renames, so that a concurrent reader never sees half a file. */
async function place(binary: string, folder: string): Promise<string> {
  const target = join(folder, fileName);
  const fresh = `${target}.${randomBytes(4).toString('hex')}`;
  await mkdir(folder, { recursive: true });
  try {
    await copyFile(binary, fresh);
    await rename(fresh, target);
  } finally {
    await rm(fresh, { force: true });
  }
  return target;
}
