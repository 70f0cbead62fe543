import { JetStreamStrategy, natsOptions, Publisher } from '@deskhook/messaging';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestMicroservice, type MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CallServer } from './call-server.js';
import { consumerSettings, natsSettings, type CommonConfig } from './common.config.js';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';
import { NestLogger } from './nest-logger.js';
import { PassErrorFilter } from './pass-error.filter.js';
import { RpcReplyInterceptor } from './rpc-reply.interceptor.js';
import type { ServiceContext, ServiceDefinition } from './service-definition.js';

@Module({})
class ServiceModule {}

/** The service's Nest application, with its HTTP side. */
export async function createApp<C extends CommonConfig>(
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

/** Gives the application its consumers and its calls; they begin with `startAllMicroservices`. */
export async function connectTransports<C extends CommonConfig>(
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
    context.health.depend('consumers', true, () => strategy.check());
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
