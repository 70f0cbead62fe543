import {
  answerHealth,
  BrokerUnfitError,
  checkStreams,
  connectBroker,
  ensureConsumers,
  ensureStreams,
  Publisher,
  StreamWatch,
  withDeadline,
  type Broker,
} from '@deskhook/messaging';
import { failureBudget } from '@deskhook/telemetry';
import { PermissionViolationError } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { consumerSettings, natsSettings, streamSettings, type CommonConfig } from './common.config.js';
import { Ends } from './ends.js';
import { Health } from './health.js';
import { createLogger } from './logger.js';
import { connectTransports, createApp } from './service-app.js';
import type { RunningService, ServiceContext, ServiceDefinition } from './service-definition.js';
import { offerServiceMetrics } from './service-metrics.js';
import { Standby, type ListenAddress } from './standby.js';
import { unlessAborted } from './unless-aborted.js';

/** What a service is started with beside its configuration. */
export interface StartOptions {
  /** Calls the start off. */
  readonly signal?: AbortSignal;
  /** Hears what is waited for, and has the service's port until that is opened. */
  readonly standby?: Standby;
}

interface Launch extends StartOptions {
  /** What the launch has begun so far. */
  readonly ends: Ends;
}

type Base<C extends CommonConfig> = Pick<ServiceContext<C>, 'config' | 'logger'>;

const BROKER_CLOSE_MS_MAX = 5_000;

/**
 * Boots a service: broker, streams, Nest application, consumers, calls, HTTP. Returns when it is at work. A start that fails, or
 * is called off, leaves nothing behind. Throws a BrokerUnfitError when the broker does not have what the service needs.
 */
export async function startService<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  env: NodeJS.ProcessEnv,
  options: StartOptions = {},
): Promise<RunningService> {
  const config = definition.config(env);
  failureBudget.limit(config.DESKHOOK_TRACES_FAILED_PER_SECOND);
  const logger = createLogger(definition.name, config);
  const ends = new Ends();
  try {
    const launched = launch(definition, { config, logger }, { ...options, ends });
    const { lost } = await unlessAborted(launched, options.signal);
    return { name: definition.name, lost, stop: () => stop(ends, logger) };
  } catch (error) {
    await ends.run().catch((err: unknown) => logger.warn({ err }, 'service.start-not-undone'));
    throw error;
  }
}

/** Where the service listens, before it does: a standby holds its place. */
export function standbyOf<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  env: NodeJS.ProcessEnv,
): Standby {
  return new Standby(definition.name, addressOf(definition, definition.config(env)));
}

function addressOf<C extends CommonConfig>({ httpPort }: ServiceDefinition<C>, config: C): ListenAddress {
  return {
    port: httpPort?.(config) ?? config.DESKHOOK_HEALTH_PORT,
    host: config.DESKHOOK_HTTP_HOST,
  };
}

async function launch<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  base: Base<C>,
  options: Launch,
): Promise<Pick<RunningService, 'lost'>> {
  const { ends } = options;
  const broker = await connect(definition, base, options);
  ends.add(() => closeBroker(broker));
  await prepareBroker(definition, base.config, broker);
  const watch = await StreamWatch.start(broker);
  ends.add(() => watch.stop());
  const context = { ...base, broker, publisher: new Publisher(broker), health: healthOf(definition, broker) };
  context.health.depend('streams', true, () => watch.check());
  // What a view waits for while it is filled may be lost, too.
  const lost = watch.lost.then((why) => Promise.reject(new BrokerUnfitError(why)));
  await Promise.race([boot(definition, context, options), lost]);
  return { lost: watch.lost };
}

async function connect<C extends CommonConfig>(
  { name }: ServiceDefinition<C>,
  { config, logger }: Base<C>,
  { signal, standby }: Launch,
): Promise<Broker> {
  const broker = await connectBroker(natsSettings(name, config), {
    onWaiting: (wait) => {
      logger.warn(wait, 'broker.waiting');
      standby?.waitsFor(`no broker at ${wait.broker} (DESKHOOK_NATS_URL) lets us in: ${wait.reason}`);
    },
    signal,
  });
  tellRefusals(broker, logger);
  return broker;
}

/** Everything that consumers work on is there before the first of them takes a message. */
async function prepareBroker<C extends CommonConfig>(
  { consumers = [] }: ServiceDefinition<C>,
  config: C,
  broker: Broker,
): Promise<void> {
  const prepare = config.DESKHOOK_NATS_PROVISION ? ensureStreams : checkStreams;
  await prepare(broker, streamSettings(config));
  await ensureConsumers(broker, consumers, consumerSettings(config));
}

function healthOf<C extends CommonConfig>({ name }: ServiceDefinition<C>, broker: Broker): Health {
  const health = new Health(name);
  health.depend('nats', true, async () => {
    await broker.connection.rtt();
    return true as const;
  });
  return health;
}

/** What the broker's permissions refuse shows nowhere else but as silence. */
function tellRefusals({ connection }: Broker, logger: Logger): void {
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type !== 'error' || !(status.error instanceof PermissionViolationError)) continue;
      const { operation, subject } = status.error;
      logger.error({ operation, subject }, 'broker.permission-denied');
    }
  })();
}

async function boot<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  context: ServiceContext<C>,
  { ends, standby }: Launch,
): Promise<void> {
  const { broker, config, health, logger } = context;
  const app = await createApp(definition, context);
  ends.add(() => app.close());
  await definition.configure?.(app, context);
  await connectTransports(app, definition, context);
  await app.init();
  await app.startAllMicroservices();
  const answering = answerHealth(broker, definition.name, () => health.report());
  ends.add(() => answering.stop());
  const { port, host } = addressOf(definition, config);
  await standby?.close();
  if (port !== undefined) await app.listen(port, host);
  const { name, consumers = [] } = definition;
  ends.add(offerServiceMetrics({ name, broker, health, consumers }));
  logger.info({ port }, 'service.started');
}

async function stop(ends: Ends, logger: Logger): Promise<void> {
  await ends.run();
  logger.info('service.stopped');
}

/** Acknowledgements leave before the connection ends; a broker that is away is not waited for. */
async function closeBroker(broker: Broker): Promise<void> {
  const drained = broker.connection.drain().then(
    () => true,
    () => false,
  );
  if (!(await withDeadline(drained, BROKER_CLOSE_MS_MAX))) await broker.connection.close();
}
