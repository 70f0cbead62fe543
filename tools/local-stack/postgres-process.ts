import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { type ManagedProcess, startProcess } from './managed-process.js';
import type { Cluster } from './postgres-cluster.js';
import { startFailure } from './start-failure.js';
import { waitUntil } from './wait-until.js';

const readyTimeoutMs = 60_000;
const stopGraceMs = 15_000;
const connectTimeoutMs = 2000;
const connectionsMax = 200;

export interface PostgresSettings {
  readonly cluster: Cluster;
  readonly port: number;
  readonly url: string;
  readonly logFile: string;
  readonly fast: boolean;
}

/**
 * Starts the server and waits until it answers. After a kill -9 the old backends may hold the data
 * for a moment: the start is tried until they end.
 */
export async function runPostgres(settings: PostgresSettings): Promise<ManagedProcess> {
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

function launch({ cluster, port, logFile, fast }: PostgresSettings): Promise<ManagedProcess> {
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
