import { existsSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ManagedProcess, startProcess } from '../local-stack/managed-process.js';
import { projectRoot } from '../local-stack/project-root.js';
import { StartFailedError } from '../local-stack/start-failure.js';
import { TimeoutError, waitUntil } from '../local-stack/wait-until.js';
import { readLogTail } from './log-tail.js';
import { askReadiness } from './readiness.js';
import type { StartContext } from './start-context.js';

export interface Services {
  readonly gatewayUrl: string;
  readonly metricsUrl: string;
  readonly rootKey: string;
  readonly process: ManagedProcess;
}

const readyTimeoutMs = 90_000;
const drainMs = 20_000;
const logBytesMax = 20_000_000;

export const servicesLog = (folder: string): string => join(folder, 'logs', 'services.log');

/** Starts every service in one child process and waits until all of them are ready. */
export async function startServices(
  context: StartContext,
  urls: { readonly nats: string; readonly database: string },
): Promise<Services> {
  const env = servicesEnvironment(context, urls);
  const log = servicesLog(context.folder);
  await rotate(log);
  const process = await startProcess({
    name: 'services',
    command: globalThis.process.execPath,
    args: ['--enable-source-maps', join(projectRoot(), 'dist', 'services', 'main.js'), 'all'],
    cwd: projectRoot(),
    env,
    output: { file: log },
    graceMs: drainMs,
  });
  const host = reachableHost(env.DESKHOOK_HTTP_HOST);
  const gatewayUrl = `http://${host}:${env.DESKHOOK_HTTP_PORT}`;
  const metricsUrl = `http://${host}:${env.DESKHOOK_METRICS_PORT}/metrics`;
  try {
    await untilReady(process, gatewayUrl, log);
  } catch (error) {
    await process.stop();
    throw error;
  }
  return { gatewayUrl, metricsUrl, rootKey: env.DESKHOOK_ROOT_KEY, process };
}

/** What is set in the environment wins over what we would choose. */
function servicesEnvironment(
  { env, settings, authorityFile }: StartContext,
  urls: { readonly nats: string; readonly database: string },
) {
  return {
    ...env,
    DESKHOOK_NATS_URL: urls.nats,
    DESKHOOK_DATABASE_URL: urls.database,
    DESKHOOK_ROOT_KEY: env['DESKHOOK_ROOT_KEY'] || settings.rootKey,
    DESKHOOK_SECRETS_KEY: env['DESKHOOK_SECRETS_KEY'] || settings.secretsKey,
    DESKHOOK_HTTP_HOST: env['DESKHOOK_HTTP_HOST'] || '127.0.0.1',
    DESKHOOK_HTTP_PORT: env['DESKHOOK_HTTP_PORT'] || String(settings.ports.http),
    DESKHOOK_METRICS_PORT: env['DESKHOOK_METRICS_PORT'] || String(settings.ports.metrics),
    DESKHOOK_EGRESS_ALLOW: env['DESKHOOK_EGRESS_ALLOW'] ?? '127.0.0.0/8,::1/128',
    ...(authorityFile === undefined ? {} : { DESKHOOK_EGRESS_CA_FILE: authorityFile }),
  };
}

const reachableHost = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

async function untilReady(process: ManagedProcess, gatewayUrl: string, log: string): Promise<void> {
  let lastReason = 'no answer yet';
  const probe = async (): Promise<true | undefined> => {
    if (!process.isRunning()) throw new Error('they ended while starting');
    const readiness = await askReadiness(gatewayUrl);
    if (!readiness.ready) lastReason = readiness.reason;
    return readiness.ready ? true : undefined;
  };
  try {
    await waitUntil(probe, { what: `${gatewayUrl}/readyz`, timeoutMs: readyTimeoutMs, pollMs: 50 });
  } catch (error) {
    const reason = error instanceof TimeoutError ? `${error.message}, ${lastReason}` : String(error);
    const tail = await readLogTail(log);
    throw new StartFailedError(`the services did not become ready: ${reason}\n${tail}`, { cause: error });
  }
}

/** One old log is kept; the rest would only fill the disk. */
async function rotate(log: string): Promise<void> {
  if (existsSync(log) && (await stat(log)).size > logBytesMax) await rename(log, `${log}.1`);
}
