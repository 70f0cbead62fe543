import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CONSUMERS, STREAMS, TransientError } from '@deskhook/contracts';
import { ACK, JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { waitUntil } from '../../../tools/local-stack/wait-until.js';
import { commonConfigSchema, type CommonConfig } from './common.config.js';
import { readConfig } from './read-config.js';
import type { ServiceContext, ServiceDefinition } from './service-definition.js';
import { startService } from './service.js';

/** More often than a handler may fail before its message is taken for poison. */
const FAILURES = 6;

let nats: NatsServer;
beforeAll(async () => {
  nats = await startNatsServer();
});
afterAll(() => nats.stop());

test('a part that is away does not cost a message, however often it is asked for', async () => {
  let tries = 0;
  let boots = 0;
  const world: { context?: ServiceContext<CommonConfig> } = {};

  @Controller()
  class Events {
    onApplicationBootstrap(): void {
      boots += 1;
    }

    @EventPattern(CONSUMERS.evaluatorEvents, JETSTREAM)
    handle(_message: IncomingMessage): Promise<Outcome> {
      tries += 1;
      return tries <= FAILURES ? Promise.reject(new TransientError('away')) : Promise.resolve(ACK);
    }
  }
  const definition: ServiceDefinition<CommonConfig> = {
    name: 'test',
    config: (env) => readConfig(commonConfigSchema, env),
    consumers: [
      { durable: CONSUMERS.evaluatorEvents, stream: STREAMS.events, concurrency: 1, ackPendingMax: 1 },
    ],
    answersCalls: false,
    module: (context) => {
      world.context = context;
      return { controllers: [Events] };
    },
  };
  const env = {
    DESKHOOK_NATS_URL: nats.url,
    DESKHOOK_LOG_LEVEL: 'silent',
    DESKHOOK_STREAM_MIB_MAX: '64',
  };
  const service = await startService(definition, env);
  await world.context?.publisher.publish({ subject: 'events.acme.ticket.created', payload: '{}' });
  await waitUntil(() => (tries > FAILURES ? true : undefined), { what: 'the last try', timeoutMs: 60_000 });
  const dead = await world.context?.broker.jsm.streams.info(STREAMS.dead);
  expect(dead?.state.messages).toBe(0);
  expect(boots).toBe(1);
  await service.stop();
});

test('a service that answers calls may be stopped again', async () => {
  const definition: ServiceDefinition<CommonConfig> = {
    name: 'answering',
    config: (env) => readConfig(commonConfigSchema, env),
    answersCalls: true,
    module: () => ({}),
  };
  const env = {
    DESKHOOK_NATS_URL: nats.url,
    DESKHOOK_LOG_LEVEL: 'silent',
    DESKHOOK_STREAM_MIB_MAX: '64',
  };
  const service = await startService(definition, env);
  await service.stop();
  await expect(service.stop()).resolves.toBeUndefined();
});
