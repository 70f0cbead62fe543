import {
  answerHealth,
  checkStreams,
  connectBroker,
  ensureStreams,
  JetStreamStrategy,
  natsOptions,
  Publisher,
  StreamWatch,
  withDeadline,
  type Broker,
  type ConsumerDeclaration,
} from '@deskhook/messaging';
import { failureBudget } from '@deskhook/telemetry';
import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestMicroservice, type MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PermissionViolationError } from '@nats-io/transport-node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { CallServer } from './call-server.js';
import { consumerSettings, natsSettings, streamSettings, type CommonConfig } from './common.config.js';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';
import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';
import { PassErrorFilter } from './pass-error.filter.js';
import { RpcReplyInterceptor } from './rpc-reply.interceptor.js';
import { offerServiceMetrics } from './service-metrics.js';

/** What a service is made with. */
export interface ServiceContext<C extends CommonConfig> {
  readonly config: C;
  readonly broker: Broker;
  readonly publisher: Publisher;
  readonly logger: Logger;
  readonly health: Health;
}

/** A service as its folder exports it. */
export interface ServiceDefinition<C extends CommonConfig> {
  readonly name: string;
  readonly config: (env: NodeJS.ProcessEnv) => C;
  readonly consumers?: readonly ConsumerDeclaration[];
  /** Whether it answers calls of other services. */
  readonly answersCalls: boolean;
  readonly module: (context: ServiceContext<C>) => ModuleMetadata;
  /** Port of its HTTP side; the health port when absent. */
  readonly httpPort?: (config: C) => number;
  /** Set-up of the HTTP side before it listens. */
  readonly configure?: (app: NestFastifyApplication, context: ServiceContext<C>) => Promise<void> | void;
  /** Answers requests that Fastify refuses before it routes them, such as paths that are not well-formed. */
  readonly unroutable?: (error: Error, request: FastifyRequest, reply: FastifyReply) => void;
  /** Largest HTTP request body, in bytes. */
  readonly bodyBytesMax?: number;
}

/** A service that runs in this process. */
export interface RunningService {
  readonly name: string;
  /** Resolves, with a sentence about it, when the broker has lost what the service works on: only a new start mends that. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

const BROKER_CLOSE_MS_MAX = 5_000;

@Module({})
class ServiceModule {}

/** Boots a service: broker, streams, Nest application, consumers, calls, HTTP. Returns when it is at work. */
export async function startService<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  env: NodeJS.ProcessEnv,
): Promise<RunningService> {
  const context = await createContext(definition, env);
  const { broker, config, logger } = context;
  const watch = new StreamWatch(broker);
  context.health.depend('streams', true, () => watch.check());
  const app = await createApp(definition, context);
  await definition.configure?.(app, context);
  await connectTransports(app, definition, context);
  await app.init();
  await app.startAllMicroservices();
  const health = answerHealth(broker, definition.name, () => context.health.report());
  const port = definition.httpPort?.(config) ?? config.DESKHOOK_HEALTH_PORT;
  if (port !== undefined) await app.listen(port, config.DESKHOOK_HTTP_HOST);
  const { name, consumers = [] } = definition;
  const withdrawMetrics = offerServiceMetrics({ name, broker, health: context.health, consumers });
  logger.info({ port }, 'service.started');
  return {
    name,
    lost: watch.lost,
    stop: () => {
      watch.stop();
      withdrawMetrics();
      return stop(app, context, health);
    },
  };
}

async function createContext<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  env: NodeJS.ProcessEnv,
): Promise<ServiceContext<C>> {
  const config = definition.config(env);
  failureBudget.limit(config.DESKHOOK_TRACES_FAILED_PER_SECOND);
  const logger = createLogger(definition.name, config);
  const broker = await connectBroker(natsSettings(definition.name, config), {
    onWaiting: (wait) => logger.warn(wait, 'broker.waiting'),
  });
  tellRefusals(broker, logger);
  const prepare = config.DESKHOOK_NATS_PROVISION ? ensureStreams : checkStreams;
  await prepare(broker, streamSettings(config));
  const health = new Health(definition.name);
  health.depend('nats', true, async () => {
    await broker.connection.rtt();
    return true as const;
  });
  return { config, broker, publisher: new Publisher(broker), logger, health };
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

async function createApp<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  context: ServiceContext<C>,
) {
  const adapter = new FastifyAdapter({
    bodyLimit: definition.bodyBytesMax ?? 1024,
    trustProxy: false,
    // Event ids may have 256 characters, and escaped ones three times as many.
    routerOptions: { maxParamLength: 1024, ignoreTrailingSlash: true },
    ...(definition.unroutable === undefined ? {} : { frameworkErrors: definition.unroutable }),
  });
  return NestFactory.create<NestFastifyApplication>(rootModule(definition, context), adapter, {
    logger: new NestLogger(context.logger),
    abortOnError: false,
    // Who takes bodies says how, in `configure`.
    bodyParser: false,
  });
}

function rootModule<C extends CommonConfig>(
  definition: ServiceDefinition<C>,
  context: ServiceContext<C>,
): DynamicModule {
  const metadata = definition.module(context);
  const health: Provider = { provide: Health, useValue: context.health };
  return {
    module: ServiceModule,
    imports: metadata.imports ?? [],
    controllers: [
      ...(definition.httpPort === undefined ? [HealthController] : []),
      ...(metadata.controllers ?? []),
    ],
    providers: [health, { provide: Publisher, useValue: context.publisher }, ...(metadata.providers ?? [])],
  };
}

async function connectTransports<C extends CommonConfig>(
  app: NestFastifyApplication,
  definition: ServiceDefinition<C>,
  context: ServiceContext<C>,
): Promise<void> {
  const { config, logger } = context;
  if (definition.consumers !== undefined) {
    const consumerContext = {
      broker: context.broker,
      publisher: context.publisher,
      settings: consumerSettings(config),
      log: logger,
    };
    const strategy = new JetStreamStrategy(consumerContext, definition.consumers, config.DESKHOOK_DRAIN_MS);
    connectConsumers(app, strategy);
  }
  if (!definition.answersCalls) return;
  app.useGlobalInterceptors(new RpcReplyInterceptor(logger));
  const options = await natsOptions(natsSettings(definition.name, config, '-calls'));
  const strategy = new CallServer(options, definition.name, config.DESKHOOK_DRAIN_MS);
  app.connectMicroservice<MicroserviceOptions>({ strategy }, { inheritAppConfig: true });
}

/**
 * Nest takes an application's filters only before it wires the handlers, which a connected one does at once unless told
 * to wait. The application runs the life-cycle hooks of the container that both share; they must not run twice.
 */
function connectConsumers(app: NestFastifyApplication, strategy: JetStreamStrategy): void {
  const consumers = app.connectMicroservice<MicroserviceOptions>({ strategy }, { deferInitialization: true });
  consumers.useGlobalFilters(new PassErrorFilter());
  if (consumers instanceof NestMicroservice) consumers.setIsInitHookCalled(true);
}

async function stop<C extends CommonConfig>(
  app: NestFastifyApplication,
  context: ServiceContext<C>,
  health: { readonly stop: () => void },
): Promise<void> {
  health.stop();
  await app.close();
  await closeBroker(context.broker);
  context.logger.info('service.stopped');
}

/** Acknowledgements leave before the connection ends; a broker that is away is not waited for. */
async function closeBroker(broker: Broker): Promise<void> {
  const drained = broker.connection.drain().then(
    () => true,
    () => false,
  );
  if (!(await withDeadline(drained, BROKER_CLOSE_MS_MAX))) await broker.connection.close();
}
