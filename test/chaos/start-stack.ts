import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { connectBroker } from '@deskhook/messaging';
import { ensureDatabase } from '../../tools/local-stack/database.js';
import { freePort } from '../../tools/local-stack/ports.js';
import { startPostgres } from '../../tools/local-stack/postgres.js';
import { projectRoot, stateDirectory } from '../../tools/local-stack/project-root.js';
import { ChaosService } from './chaos-service.js';
import { fakedClock, findFaketime } from './faketime.js';
import { REPLICAS, replicaOf, SERVICES, type ServiceName } from './fault-plan.js';
import type { ChaosOptions } from './options.js';
import { startBrokers, untilJetStreamAnswers } from './start-brokers.js';
import { ChaosStack } from './stack.js';

const READY_MS = 120_000;

/** Starts the whole system, two replicas of each service; whatever was started, `cleanup` ends. */
export async function startStack(options: ChaosOptions, cleanup: AsyncDisposableStack): Promise<ChaosStack> {
  const folder = await runFolder();
  // Every restart runs the same code, also when somebody builds meanwhile.
  await cp(join(projectRoot(), 'dist'), join(folder, 'dist'), { recursive: true });
  const logFile = (name: string) => join(folder, `${name}.log`);
  // A rolling restart leaves the clocks alone.
  const library = options.rolling ? null : await findFaketime(options.say);
  const brokers = await startBrokers(options.brokers, logFile, cleanup);
  const postgres = await startPostgres({ logFile: logFile('postgres') });
  cleanup.defer(() => postgres.stop());
  const database = await ensureDatabase(postgres.url, 'deskhook');
  const rootKey = randomBytes(24).toString('base64url');
  const natsUrl = brokers.map(({ url }) => url).join(',');
  await untilJetStreamAnswers(() => askJetStream(natsUrl));
  const env = environment({ nats: natsUrl, database: database.url }, rootKey, options);
  const services = await Promise.all(
    SERVICES.flatMap((service) =>
      Array.from({ length: REPLICAS }, (_, nth) => makeService(service, nth + 1, { folder, env, library })),
    ),
  );
  const gatewayUrl =
    services.find(({ settings }) => settings.name === replicaOf('gateway', 1))?.settings.url ?? '';
  const parts = { folder, brokers, postgres, gatewayUrl, rootKey, services, clocks: library !== null };
  const stack = await ChaosStack.start(parts, READY_MS);
  cleanup.defer(() => stack.stop());
  return stack;
}

interface Surroundings {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly library: string | null;
}

async function makeService(
  service: ServiceName,
  nth: number,
  { folder, env, library }: Surroundings,
): Promise<ChaosService> {
  const name = replicaOf(service, nth);
  const port = await freePort();
  const portVariable = service === 'gateway' ? 'DESKHOOK_HTTP_PORT' : 'DESKHOOK_HEALTH_PORT';
  const clockFile = library === null ? null : join(folder, `${name}.clock`);
  const made = new ChaosService({
    name,
    service,
    mainFile: join(folder, 'dist', 'services', 'main.js'),
    logFile: join(folder, `${name}.log`),
    url: `http://127.0.0.1:${port}`,
    clockFile,
    env: {
      ...env,
      [portVariable]: String(port),
      ...(library === null || clockFile === null ? {} : fakedClock(library, clockFile)),
    },
  });
  await made.setClockOff(0);
  return made;
}

async function askJetStream(url: string): Promise<void> {
  const broker = await connectBroker({ url, name: 'chaos-probe' });
  try {
    await broker.jsm.getAccountInfo();
  } finally {
    await broker.connection.close();
  }
}

async function runFolder(): Promise<string> {
  const parent = join(stateDirectory(), 'chaos');
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, 'run-'));
}

function environment(
  urls: { readonly nats: string; readonly database: string },
  rootKey: string,
  { ackWaitMs, brokers }: ChaosOptions,
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
    DESKHOOK_STREAM_REPLICAS: String(brokers),
  };
}
