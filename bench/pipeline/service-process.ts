import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ManagedProcess, startProcess } from '../../tools/local-stack/managed-process.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { benchFolder } from './stack.js';

const READY_MS_MAX = 60_000;
const PROBE_MS_MAX = 2_000;
const TAIL_CHARS = 3_000;

/** Starts a service of the same build as this benchmark; its log goes to a file, as under `npm start`. */
export async function startServiceProcess(
  service: string,
  env: NodeJS.ProcessEnv,
  nodeArgs: readonly string[],
): Promise<ManagedProcess> {
  const file = await logFile(service);
  await rm(file, { force: true });
  const main = join(import.meta.dirname, '..', '..', 'services', 'main.js');
  return startProcess({
    name: service,
    command: process.execPath,
    args: ['--enable-source-maps', ...nodeArgs, main, service],
    cwd: projectRoot(),
    env,
    output: { file },
    graceMs: 40_000,
  });
}

/** Waits for the service's own word that it is ready. */
export async function untilReady(service: ManagedProcess, url: string): Promise<void> {
  const probe = async (): Promise<true | undefined> => {
    if (!service.isRunning()) throw new Error('it ended while starting');
    const signal = AbortSignal.timeout(PROBE_MS_MAX);
    const response = await fetch(`${url}/readyz`, { signal }).catch(() => null);
    await response?.body?.cancel();
    return response?.status === 200 ? true : undefined;
  };
  try {
    await waitUntil(probe, { what: `${service.name} ready`, timeoutMs: READY_MS_MAX, pollMs: 50 });
  } catch (cause) {
    const log = await readFile(await logFile(service.name), 'utf8').catch(() => '');
    throw new Error(`the service ${service.name} did not start:\n${log.slice(-TAIL_CHARS)}`, { cause });
  }
}

async function logFile(service: string): Promise<string> {
  return join(await benchFolder('logs'), `${service}.log`);
}
