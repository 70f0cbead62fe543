import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNatsServer, foundBinaryVariable } from '../nats-server/find-nats-server.js';
import type { ManagedProcess } from './managed-process.js';
import { type NatsServerSettings, runNatsServer } from './nats-server-process.js';
import { freePort } from './ports.js';
import { reaper } from './reaper.js';

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
      current = await runNatsServer(settings, port);
    },
    stop: async () => {
      await current.stop();
      if (options.storeDir === undefined) await removeStore(storeDir);
    },
  };
}

interface Settings extends NatsServerSettings {
  readonly port?: number;
}

/** Someone else may take a port between our look and the server's; then another one is tried. */
async function startOnFreePort(settings: Settings): Promise<{ port: number; process: ManagedProcess }> {
  for (let tries = 1; ; tries += 1) {
    const port = settings.port ?? (await freePort());
    try {
      return { port, process: await runNatsServer(settings, port) };
    } catch (error) {
      if (settings.port !== undefined || tries === startTriesMax) throw error;
    }
  }
}

async function removeStore(storeDir: string): Promise<void> {
  await rm(storeDir, { recursive: true, force: true });
  reaper.keepAtEnd(storeDir);
}
