import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrokerInfo, readBrokerInfo } from '../nats-server/broker-info.js';
import { findNatsServer, foundBinaryVariable } from '../nats-server/find-nats-server.js';
import { type ManagedProcess, startProcess } from './managed-process.js';
import { freePort } from './ports.js';
import { reaper } from './reaper.js';
import { startFailure } from './start-failure.js';
import { waitUntil } from './wait-until.js';

export interface NatsServerOptions {
  /** Where JetStream keeps its data; absent: a temporary folder that `stop` removes. */
  readonly storeDir?: string;
  readonly port?: number;
  /** Further lines of the server's configuration file. */
  readonly config?: string;
  /** `always` survives a power cut and costs throughput; absent: the server's default. */
  readonly syncInterval?: 'always';
  readonly binary?: string;
  readonly logFile?: string;
}

/** A real nats-server with JetStream, on loopback only. */
export interface NatsServer {
  readonly url: string;
  readonly port: number;
  readonly storeDir: string;
  /** Of the process that runs now; it changes with every restart. */
  readonly pid: number;
  readonly exited: ManagedProcess['exited'];
  /** Ends it gracefully and removes a temporary store. */
  stop(): Promise<void>;
  /** Kills it with SIGKILL; `restart` brings it back on the same port with the same store. */
  kill9(): Promise<void>;
  restart(): Promise<void>;
}

const readyTimeoutMs = 30_000;
const payloadBytesMax = 8 * 1024 * 1024;
const startTriesMax = 3;

export async function startNatsServer(options: NatsServerOptions = {}): Promise<NatsServer> {
  const storeDir = options.storeDir ?? (await mkdtemp(join(tmpdir(), 'deskhook-nats-')));
  if (options.storeDir === undefined) reaper.removeAtEnd(storeDir);
  await mkdir(storeDir, { recursive: true, mode: 0o700 });
  const binary = options.binary ?? process.env[foundBinaryVariable] ?? (await findNatsServer()).binary;
  const settings = { ...options, storeDir, binary };
  const first = await startOnFreePort(settings);
  const { port } = first;
  let current = first.process;

  const kill9 = async (): Promise<void> => void (await current.kill9());
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    storeDir,
    get pid() {
      return current.pid;
    },
    get exited() {
      return current.exited;
    },
    kill9,
    restart: async () => {
      await current.stop();
      current = await run(settings, port);
    },
    stop: async () => {
      await current.stop();
      if (options.storeDir === undefined) await removeStore(storeDir);
    },
  };
}

interface Settings extends NatsServerOptions {
  readonly storeDir: string;
  readonly binary: string;
}

/** Someone else may take a port between our look and the server's; then another one is tried. */
async function startOnFreePort(settings: Settings): Promise<{ port: number; process: ManagedProcess }> {
  for (let tries = 1; ; tries += 1) {
    const port = settings.port ?? (await freePort());
    try {
      return { port, process: await run(settings, port) };
    } catch (error) {
      if (settings.port !== undefined || tries === startTriesMax) throw error;
    }
  }
}

async function run(settings: Settings, port: number): Promise<ManagedProcess> {
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
  const info = await readBrokerInfo(`127.0.0.1:${port}`, 1000).catch(() => undefined);
  return info?.jetstream === true ? info : undefined;
}

function configuration(settings: Settings, port: number): string {
  const sync = settings.syncInterval === undefined ? '' : `\n  sync_interval: ${settings.syncInterval}`;
  return [
    `listen: "127.0.0.1:${port}"`,
    `max_payload: ${payloadBytesMax}`,
    `jetstream {\n  store_dir: ${JSON.stringify(settings.storeDir)}${sync}\n}`,
    settings.config ?? '',
    '',
  ].join('\n');
}

async function removeStore(storeDir: string): Promise<void> {
  await rm(storeDir, { recursive: true, force: true });
  reaper.keepAtEnd(storeDir);
}
