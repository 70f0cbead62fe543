import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { ensureDatabase } from '../../tools/local-stack/database.js';
import { startProcess, type ManagedProcess } from '../../tools/local-stack/managed-process.js';
import { startNatsServer } from '../../tools/local-stack/nats-server.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { startPostgres } from '../../tools/local-stack/postgres.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';

/** The whole system in one process, to be fed with nonsense. */
export interface FuzzStack {
  readonly broker: Broker;
  readonly gatewayUrl: string;
  readonly rootKey: string;
  readonly process: ManagedProcess;
  /** Lines of its output that no input may cause. */
  crashes(): Promise<string[]>;
}

const READY_MS = 120_000;
const STREAM_MIB = '2048';
const CRASH =
  /^deskhook: |unhandled ?rejection|uncaughtException|out of memory|MaxListenersExceeded|rpc\.failed/i;
const LINES_MAX = 10;
const LINE_MAX = 600;

export async function startFuzzStack(cleanup: AsyncDisposableStack): Promise<FuzzStack> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-fuzz-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const nats = await startNatsServer();
  cleanup.defer(() => nats.stop());
  const postgres = await startPostgres({ fast: true });
  cleanup.defer(() => postgres.stop());
  const database = await ensureDatabase(postgres.url, 'deskhook');
  const rootKey = randomBytes(24).toString('base64url');
  const port = await freePort();
  const output = { file: join(folder, 'deskhook.log') };
  const started = await startProcess({
    name: 'deskhook',
    command: process.execPath,
    args: ['--enable-source-maps', join(projectRoot(), 'dist', 'services', 'main.js'), 'all'],
    env: environment(nats.url, database.url, { rootKey, port }),
    output,
  });
  cleanup.defer(async () => void (await started.stop()));
  const gatewayUrl = `http://127.0.0.1:${port}`;
  await waitUntil(async () => ((await answers(gatewayUrl, rootKey)) ? true : undefined), {
    what: 'Deskhook to answer',
    timeoutMs: READY_MS,
  });
  const broker = await connectBroker({ url: nats.url, name: 'fuzz' });
  cleanup.defer(() => broker.connection.close());
  return { broker, gatewayUrl, rootKey, process: started, crashes: () => crashLines(output.file) };
}

function environment(
  nats: string,
  database: string,
  { rootKey, port }: { readonly rootKey: string; readonly port: number },
): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    DESKHOOK_NATS_URL: nats,
    DESKHOOK_DATABASE_URL: database,
    DESKHOOK_ROOT_KEY: rootKey,
    DESKHOOK_SECRETS_KEY: randomBytes(32).toString('base64'),
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_HTTP_HOST: '127.0.0.1',
    DESKHOOK_HTTP_PORT: String(port),
    DESKHOOK_STREAM_MIB_MAX: STREAM_MIB,
    DESKHOOK_LOG_LEVEL: 'warn',
  };
}

/** The gateway is ready when it can take events; the other services may need a moment longer. */
async function answers(url: string, rootKey: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${rootKey}`, 'content-type': 'application/json' };
  const tenant = { method: 'PUT', headers, body: JSON.stringify({ name: 'Acme' }) };
  const made = await fetch(`${url}/v1/tenants/acme`, tenant).catch(() => undefined);
  await made?.body?.cancel();
  if (made?.ok !== true) return false;
  const listed = await fetch(`${url}/v1/tenants/acme/deliveries`, { headers }).catch(() => undefined);
  await listed?.body?.cancel();
  return listed?.status === 200;
}

async function crashLines(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => CRASH.test(line));
  return lines.slice(0, LINES_MAX).map((line) => line.slice(0, LINE_MAX));
}
