import { startTelemetry, telemetryWanted } from '@deskhook/telemetry';
import type { CommonConfig, RunningService, ServiceDefinition } from '@deskhook/runtime';
import { keepRunning } from './keep-running.js';

type Environment = NodeJS.ProcessEnv;
type Start = (env: Environment) => Promise<RunningService>;

/** Every service, loaded only when it runs. */
const SERVICES: Readonly<Record<string, Start>> = {
  subscriptions: async (env) =>
    start((await import('./subscriptions/src/index.js')).subscriptionsService, env),
  logs: async (env) => start((await import('./logs/src/index.js')).logsService, env),
  evaluator: async (env) => start((await import('./evaluator/src/index.js')).evaluatorService, env),
  dispatcher: async (env) => start((await import('./dispatcher/src/index.js')).dispatcherService, env),
  scheduler: async (env) => start((await import('./scheduler/src/index.js')).schedulerService, env),
  gateway: async (env) => start((await import('./gateway/src/index.js')).gatewayService, env),
};
const ALL = 'all';
/** Not a service: makes what services need of the broker, and for the tenants that are named what their helpdesks need. */
const PROVISION = 'provision';
/** Not a service: brings the database's schemas up to date. */
const MIGRATE = 'migrate';

const NODE_MIN = 24;
/** Errors that say all there is to say; the others are told with their stack. */
const EXPECTED: ReadonlySet<string> = new Set([
  'ConfigError',
  'BrokerAwayError',
  'BrokerLoginError',
  'BrokerUnfitError',
  'BrokerUrlError',
  'MigrationFailedError',
  'TenantNameError',
]);

if (Number.parseInt(process.versions.node, 10) < NODE_MIN) {
  fail(
    `this is Node ${process.versions.node}; Node ${NODE_MIN} is needed, and npm ci has put one at node_modules/.bin/node`,
  );
}
const name = process.argv[2] ?? ALL;
if (![ALL, PROVISION, MIGRATE].includes(name) && SERVICES[name] === undefined) {
  const known = [...Object.keys(SERVICES), ALL, PROVISION, MIGRATE];
  fail(`unknown service "${name}": use one of ${known.join(', ')}`);
}
process.on('unhandledRejection', (reason) => fail(describe(reason)));

if (name === PROVISION) await provisionAndExit(process.argv.slice(3));
if (name === MIGRATE) await migrateAndExit();
const telemetry = telemetryWanted(process.env) ? await startTelemetry(name) : null;
const scraped = await startMetrics().catch((error: unknown) => fail(describe(error)));
const running = await startAll().catch((error: unknown) => fail(describe(error)));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

async function startAll(): Promise<RunningService[]> {
  const one = SERVICES[name];
  if (one !== undefined) return [await one(process.env)];
  const env = { ...process.env, DESKHOOK_HEALTH_PORT: '' };
  return Promise.all(Object.values(SERVICES).map((startOne) => startOne(env)));
}

/** Not before the tracing SDK: the runtime loads what that instruments. */
async function startMetrics() {
  const { startProcessMetrics } = await import('@deskhook/runtime');
  return startProcessMetrics(process.env);
}

async function provisionAndExit(tenants: readonly string[]): Promise<never> {
  const { provisionAll } = await import('./provision.js');
  await provisionAll(tenants, process.env).catch((error: unknown) => fail(describe(error)));
  process.stdout.write('deskhook: the broker has everything that the services need\n');
  process.exit(0);
}

async function migrateAndExit(): Promise<never> {
  const { migrateAll } = await import('./migrate.js');
  const say = (line: string) => void process.stdout.write(`deskhook: ${line}\n`);
  await migrateAll(process.env, say).catch((error: unknown) => fail(describe(error)));
  process.exit(0);
}

/** The HTTP edge first, so that nothing new comes in while the others finish. A second signal ends at once. */
async function stop(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  const isEdge = (service: RunningService) => service.name === 'gateway';
  await Promise.all(running.filter(isEdge).map((service) => service.stop()));
  await Promise.all(running.filter((service) => !isEdge(service)).map((service) => service.stop()));
  // All work is done: a collector that does not take the last of the telemetry does not make that a failure.
  await telemetry?.stop().catch((error: unknown) => {
    process.stderr.write(`deskhook: the last of the telemetry is lost: ${describe(error)}\n`);
  });
  await scraped?.stop();
  process.exit(0);
}

async function start<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  env: Environment,
): Promise<RunningService> {
  const { startService } = await import('@deskhook/runtime');
  const say = (line: string) => void process.stderr.write(`deskhook: ${line}\n`);
  return keepRunning(() => startService(definition, env), say);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return EXPECTED.has(error.name) ? error.message : (error.stack ?? error.message);
}

function fail(message: string): never {
  process.stderr.write(`deskhook: ${message}\n`);
  process.exit(1);
}
