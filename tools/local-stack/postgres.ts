import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chmod } from 'node:fs/promises';
import { Client } from 'pg';
import { type ManagedProcess, startProcess } from './managed-process.js';
import { freePort } from './ports.js';
import { type Cluster, ensureCluster } from './postgres-cluster.js';
import { reaper } from './reaper.js';
import { startFailure } from './start-failure.js';
import { waitUntil } from './wait-until.js';

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

const readyTimeoutMs = 60_000;
const stopGraceMs = 15_000;
const connectTimeoutMs = 2000;
const connectionsMax = 200;

export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const temporary = options.dataDir === undefined ? await temporaryFolder() : undefined;
  const dataDir = options.dataDir ?? join(temporary ?? '', 'data');
  const password = options.password ?? 'deskhook';
  const cluster = await ensureCluster(dataDir, password);
  const port = await freePort(options.port);
  const url = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  const logFile = options.logFile ?? join(dirname(dataDir), 'postgres.log');
  const settings = { cluster, port, url, logFile, fast: options.fast === true };
  let current = await run(settings);
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
      current = await run(settings);
    },
    stop: async () => {
      await current.stop();
      if (temporary !== undefined) await removeFolder(temporary);
    },
  };
}

interface Settings {
  readonly cluster: Cluster;
  readonly port: number;
  readonly url: string;
  readonly logFile: string;
  readonly fast: boolean;
}

/** After a kill -9 the old backends may hold the data for a moment: the start is tried until they end. */
async function run(settings: Settings): Promise<ManagedProcess> {
  let current = await launch(settings);
  try {
    await waitUntil(
      async () => {
        if (!current.isRunning()) {
          if (!(await isHeldByOldBackends(settings.logFile))) throw new Error('it ended while starting');
          current = await launch(settings);
        }
        return await answers(settings.url);
      },
      { what: 'Postgres', timeoutMs: readyTimeoutMs },
    );
    return current;
  } catch (error) {
    await current.kill9();
    throw startFailure('Postgres', await readFile(settings.logFile, 'utf8').catch(() => ''), error);
  }
}

function launch({ cluster, port, logFile, fast }: Settings): Promise<ManagedProcess> {
  const flags = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${connectionsMax}`,
    ...(fast ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  return startProcess({
    name: 'postgres',
    command: cluster.binaries.postgres,
    args: ['-D', cluster.dataDir, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])],
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    output: { file: logFile },
    // The fast shutdown: open transactions are rolled back, the data is left clean.
    stopSignal: 'SIGINT',
    graceMs: stopGraceMs,
    ...cluster.account,
  });
}

async function isHeldByOldBackends(logFile: string): Promise<boolean> {
  const log = await readFile(logFile, 'utf8');
  return /is still in use|lock file ".*" already exists/.test(log.trimEnd().split('\n').slice(-4).join('\n'));
}

async function answers(url: string): Promise<true | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
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
