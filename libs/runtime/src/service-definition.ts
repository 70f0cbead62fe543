import type { Broker, ConsumerDeclaration, Publisher } from '@deskhook/messaging';
import type { ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { CommonConfig } from './common.config.js';
import type { Health } from './health.js';

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
