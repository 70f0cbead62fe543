import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDatabase } from '../../tools/local-stack/database.js';
import { startNatsServer } from '../../tools/local-stack/nats-server.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { startPostgres } from '../../tools/local-stack/postgres.js';
import { projectRoot, stateDirectory } from '../../tools/local-stack/project-root.js';
import { ChaosService } from './chaos-service.js';
import { ChaosStack } from './stack.js';

const READY_MS = 60_000;

/** Starts the whole system; whatever was started, `cleanup` ends. */
export async function startStack(ackWaitMs: number, cleanup: AsyncDisposableStack): Promise<ChaosStack> {
  const folder = await runFolder();
  // Every restart runs the same code, also when somebody builds meanwhile.
  await cp(join(projectRoot(), 'dist'), join(folder, 'dist'), { recursive: true });
  const logFile = (name: string) => join(folder, `${name}.log`);
  const nats = await startNatsServer({ syncInterval: 'always', logFile: logFile('nats-server') });
  cleanup.defer(() => nats.stop());
  const postgres = await startPostgres({ logFile: logFile('postgres') });
  cleanup.defer(() => postgres.stop());
  const database = await ensureDatabase(postgres.url, 'deskhook');
  const rootKey = randomBytes(24).toString('base64url');
  const port = String(await freePort());
  const urls = { nats: nats.url, database: database.url };
  const env = { ...environment(urls, rootKey, ackWaitMs), DESKHOOK_HTTP_PORT: port };
  const mainFile = join(folder, 'dist', 'services', 'main.js');
  const make = (name: string) => new ChaosService({ name, mainFile, logFile: logFile(name), env });
  const made = {
    evaluator: make('evaluator'),
    dispatcher: make('dispatcher'),
    logs: make('logs'),
    subscriptions: make('subscriptions'),
    gateway: make('gateway'),
  };
  const parts = { folder, nats, postgres, gatewayUrl: `http://127.0.0.1:${port}`, rootKey, made };
  const stack = await ChaosStack.start(parts, READY_MS);
  cleanup.defer(() => stack.stop());
  return stack;
}

async function runFolder(): Promise<string> {
  const parent = join(stateDirectory(), 'chaos');
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, 'run-'));
}

function environment(
  urls: { readonly nats: string; readonly database: string },
  rootKey: string,
  ackWaitMs: number,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    DESKHOOK_NATS_URL: urls.nats,
    DESKHOOK_DATABASE_URL: urls.database,
    DESKHOOK_ROOT_KEY: rootKey,
    DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_ACK_WAIT_MS: String(ackWaitMs),
  };
}
