import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrokerInfo, readBrokerInfo } from '../nats-server/broker-info.js';
import { type ManagedProcess, startProcess } from './managed-process.js';
import { startFailure } from './start-failure.js';
import { waitUntil } from './wait-until.js';

const readyTimeoutMs = 30_000;
const answerTimeoutMs = 1000;
const payloadBytesMax = 8 * 1024 * 1024;

export interface NatsServerSettings {
  readonly binary: string;
  readonly storeDir: string;
  readonly logFile?: string;
  readonly syncInterval?: 'always';
  /** Further lines of the configuration file. */
  readonly config?: string;
}

/** Starts the server on a port and waits until its JetStream answers. */
export async function runNatsServer(settings: NatsServerSettings, port: number): Promise<ManagedProcess> {
  const configFile = join(settings.storeDir, 'nats-server.conf');
  const logFile = settings.logFile ?? join(settings.storeDir, 'nats-server.log');
  await writeFile(configFile, configuration(settings, port), { mode: 0o600 });
  const process = await startProcess({
    name: 'nats-server',
    command: settings.binary,
    args: ['--config', configFile],
    cwd: settings.storeDir,
    output: { file: logFile },
  });
  try {
    await waitUntil(() => answer(process, port), { what: 'nats-server', timeoutMs: readyTimeoutMs });
  } catch (error) {
    await process.kill9();
    throw startFailure('nats-server', await readFile(logFile, 'utf8').catch(() => ''), error);
  }
  return process;
}

async function answer(process: ManagedProcess, port: number): Promise<BrokerInfo | undefined> {
  if (!process.isRunning()) throw new Error('it ended while starting');
  const info = await readBrokerInfo(`127.0.0.1:${port}`, answerTimeoutMs).catch(() => undefined);
  return info?.jetstream === true ? info : undefined;
}

function configuration(settings: NatsServerSettings, port: number): string {
  const sync = settings.syncInterval === undefined ? '' : `\n  sync_interval: ${settings.syncInterval}`;
  return [
    `listen: "127.0.0.1:${port}"`,
    `max_payload: ${payloadBytesMax}`,
    `jetstream {\n  store_dir: ${JSON.stringify(settings.storeDir)}${sync}\n}`,
    settings.config ?? '',
    '',
  ].join('\n');
}
