import { constants } from 'node:os';
import { startTelemetry, telemetryWanted } from '@deskhook/telemetry';
import type { CommonConfig, ServiceDefinition } from '@deskhook/runtime';
import { keepRunning, type KeptService } from './keep-running.js';

type Environment = NodeJS.ProcessEnv;
type Start = (env: Environment) => Promise<KeptService>;

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

const running: KeptService[] = [];
const telemetryEnds: (() => Promise<void>)[] = [];
const END_SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const isCommand = name === PROVISION || name === MIGRATE;
// Before anything is waited for: as process 1 of a container Node gets no signal that it does not ask for.
for (const signal of END_SIGNALS) process.once(signal, () => (isCommand ? interrupt(signal) : void stop()));

if (name === PROVISION) await provisionAndExit(process.argv.slice(3));
if (name === MIGRATE) await migrateAndExit();
await startAll().catch((error: unknown) => fail(describe(error)));

/** Returns when the services are kept running, and not only when they are at work. */
async function startAll(): Promise<void> {
  if (telemetryWanted(process.env)) {
    const telemetry = await startTelemetry(name);
    telemetryEnds.push(() => telemetry.stop());
  }
  const scraped = await startMetrics();
  telemetryEnds.push(async () => scraped?.stop());
  const one = SERVICES[name];
  const env = { ...process.env, DESKHOOK_HEALTH_PORT: '' };
  if (one !== undefined) await keep(one, process.env);
  else await Promise.all(Object.values(SERVICES).map((startOne) => keep(startOne, env)));
}

async function keep(startOne: Start, env: Environment): Promise<void> {
  const service = await startOne(env);
  running.push(service);
  service.ended.catch((error: unknown) => fail(describe(error)));
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

/**
 * The HTTP edge first, so that nothing new comes in while the others finish; what has only begun to start is called off. A second
 * signal ends at once.
 */
async function stop(): Promise<void> {
  for (const signal of END_SIGNALS) process.once(signal, () => process.exit(1));
  const isEdge = (service: KeptService) => service.name === 'gateway';
  await Promise.all(running.filter(isEdge).map((service) => service.stop()));
  await Promise.all(running.filter((service) => !isEdge(service)).map((service) => service.stop()));
  // All work is done: a collector that does not take the last of the telemetry does not make that a failure.
  for (const end of telemetryEnds)
    await end().catch((error: unknown) => {
      process.stderr.write(`deskhook: the last of the telemetry is lost: ${describe(error)}\n`);
    });
  process.exit(0);
}

/** What it had begun is begun anew the next time; whoever waits for it must not take it for done. */
function interrupt(signal: (typeof END_SIGNALS)[number]): never {
  process.stderr.write(`deskhook: ${name} was ended by ${signal} before it was done: run it again\n`);
  process.exit(128 + constants.signals[signal]);
}

/** Throws a ConfigError where the service can never start. */
async function start<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  env: Environment,
): Promise<KeptService> {
  const { standbyOf, startService } = await import('@deskhook/runtime');
  const standby = standbyOf(definition, env);
  return keepRunning({
    name: definition.name,
    standby,
    start: (signal) => startService(definition, env, { signal, standby }),
    say: (line) => void process.stderr.write(`deskhook: ${line}\n`),
  });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return EXPECTED.has(error.name) ? error.message : (error.stack ?? error.message);
}

function fail(message: string): never {
  process.stderr.write(`deskhook: ${message}\n`);
  process.exit(1);
}
