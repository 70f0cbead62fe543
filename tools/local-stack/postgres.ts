import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ManagedProcess } from './managed-process.js';
import { freePort } from './ports.js';
import { ensureCluster } from './postgres-cluster.js';
import { runPostgres } from './postgres-process.js';
import { reaper } from './reaper.js';

export interface PostgresOptions {
  /** The cluster's data, made when absent from the disk; not given: temporary, removed by `stop`. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly password?: string;
  readonly logFile?: string;
  /** Gives up durability for speed; for tests whose data nobody misses. */
  readonly fast?: boolean;
}

/** A real PostgreSQL on loopback only. */
export interface Postgres {
  /** Of the database `postgres`, as superuser. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Of the process that runs now; it changes with every restart. */
  readonly pid: number;
  readonly exited: ManagedProcess['exited'];
  /** Ends it gracefully and removes temporary data. */
  stop(): Promise<void>;
  /** Kills it with SIGKILL; `restart` brings it back on the same port with the same data. */
  kill9(): Promise<void>;
  restart(): Promise<void>;
}

export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const temporary = options.dataDir === undefined ? await temporaryFolder() : undefined;
  const dataDir = options.dataDir ?? join(temporary ?? '', 'data');
  const password = options.password ?? 'deskhook';
  const cluster = await ensureCluster(dataDir, password);
  const port = await freePort(options.port);
  const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  const logFile = options.logFile ?? join(dirname(dataDir), 'postgres.log');
  const settings = { cluster, port, url, logFile, fast: options.fast === true };
  let current = await runPostgres(settings);
  return {
    url,
    port,
    dataDir,
    get pid() {
      return current.pid;
    },
    get exited() {
      return current.exited;
    },
    kill9: async () => void (await current.kill9()),
    restart: async () => {
      await current.stop();
      current = await runPostgres(settings);
    },
    stop: async () => {
      await current.stop();
      if (temporary !== undefined) await removeFolder(temporary);
    },
  };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-postgres-'));
  await chmod(folder, 0o755);
  reaper.removeAtEnd(folder);
  return folder;
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  reaper.keepAtEnd(folder);
}
