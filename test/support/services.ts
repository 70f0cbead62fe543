// Test support: Deskhook's services as processes of their own, from dist/, against a broker and a database of the test.
import { randomBytes } from 'node:crypto';
import { startProcess, type ManagedProcess } from '../../tools/local-stack/managed-process.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';

export interface ServicesOptions {
  readonly natsUrl: string;
  readonly databaseUrl: string;
  readonly names?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** File that their log lines go to; that of DESKHOOK_TEST_LOG when absent. */
  readonly logFile?: string;
}

export interface RunningServices {
  readonly gatewayUrl: string;
  readonly rootKey: string;
  readonly processes: ReadonlyMap<string, ManagedProcess>;
  /** Calls the API with the root key. */
  api(method: string, path: string, body?: unknown): Promise<Response>;
  /** Kills one without warning, and starts it again. */
  restart(name: string): Promise<void>;
  stop(): Promise<void>;
}

const READY_MS = 60_000;

/** Starts the services (by default all in one process) and waits until the gateway says that everything is up. */
export async function startServices(options: ServicesOptions): Promise<RunningServices> {
  const port = await freePort();
  const rootKey = randomBytes(24).toString('base64url');
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'],
    DESKHOOK_NATS_URL: options.natsUrl,
    DESKHOOK_DATABASE_URL: options.databaseUrl,
    DESKHOOK_ROOT_KEY: rootKey,
    DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
    DESKHOOK_HTTP_PORT: String(port),
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_STREAM_MIB_MAX: '256',
    ...options.env,
  };
  const processes = new Map<string, ManagedProcess>();
  for (const name of options.names ?? ['all'])
    processes.set(name, await startService(name, env, options.logFile));
  const api = (method: string, path: string, body?: unknown) =>
    call(gatewayUrl + path, rootKey, method, body);
  await waitUntil(() => everythingUp(gatewayUrl), { what: 'the services', timeoutMs: READY_MS, pollMs: 100 });
  return {
    gatewayUrl,
    rootKey,
    processes,
    api,
    restart: async (name) => {
      await processes.get(name)?.kill9();
      processes.set(name, await startService(name, env, options.logFile));
    },
    stop: async () => void (await Promise.all([...processes.values()].map((one) => one.stop()))),
  };
}

function startService(
  name: string,
  env: NodeJS.ProcessEnv,
  output = process.env['DESKHOOK_TEST_LOG'],
): Promise<ManagedProcess> {
  const args = [`${projectRoot()}/dist/services/main.js`, name];
  return startProcess({
    name,
    command: process.execPath,
    args,
    env,
    ...(output === undefined ? {} : { output: { file: output } }),
  });
}

async function everythingUp(gatewayUrl: string): Promise<true | undefined> {
  try {
    const answer: unknown = await (await fetch(`${gatewayUrl}/readyz`)).json();
    const ready =
      typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'ready';
    return ready ? true : undefined;
  } catch {
    return undefined;
  }
}

function call(url: string, key: string, method: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
