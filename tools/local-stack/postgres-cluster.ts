import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, canEnter, postgresAccount } from './postgres-account.js';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.js';

const execute = promisify(execFile);
const initTimeoutMs = 120_000;

/** A data folder and what is needed to run it. */
export interface Cluster {
  readonly dataDir: string;
  readonly account: Account | undefined;
  readonly binaries: PostgresBinaries;
}

/** Makes the data folder a cluster unless it is one already. */
export async function ensureCluster(dataDir: string, password: string): Promise<Cluster> {
  const account = await postgresAccount();
  const binaries = await postgresBinaries(account);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    // Made beside and renamed: an initdb that was interrupted leaves no half of a cluster in place.
    const fresh = `${dataDir}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true, mode: 0o700 });
    if (!canEnter(dirname(fresh), account)) {
      throw new Error(
        `the user postgres may not enter ${dirname(fresh)}: choose a folder that is not private`,
      );
    }
    if (account !== undefined) await chown(fresh, account.uid, account.gid);
    await initialise(binaries, fresh, password, account);
    await rename(fresh, dataDir);
  }
  return { dataDir, account, binaries };
}

async function initialise(
  binaries: PostgresBinaries,
  dataDir: string,
  password: string,
  account: Account | undefined,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-initdb-'));
  const passwordFile = join(folder, 'password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account !== undefined) {
      await chown(passwordFile, account.uid, account.gid);
      await chown(folder, account.uid, account.gid);
    }
    await execute(binaries.initdb, initdbArguments(dataDir, passwordFile), {
      ...account,
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
      timeout: initTimeoutMs,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A locale that is built into Postgres: the same order and case folding on every machine. */
const initdbArguments = (dataDir: string, passwordFile: string): string[] => [
  `--pgdata=${dataDir}`,
  '--username=postgres',
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];
