import { deliveryOverridesSchema } from '@deskhook/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { setUpHttp } from './http-setup.js';
import { TEST_MS_MAX } from './subscriptions.controller.js';

@Module({})
class NoModule {}

describe('a test of a subscription', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(NoModule, new FastifyAdapter(), { logger: false });
    setUpHttp(app, pino({ level: 'silent' }));
  });
  afterAll(() => app.close());

  it('has the time of two attempts of the longest timeout, where the other form is tried at once', () => {
    const takes = (timeoutMs: number) => deliveryOverridesSchema.safeParse({ timeoutMs }).success;
    const longest = 120_000;
    expect([takes(longest), takes(longest + 1)]).toEqual([true, false]);
    expect(TEST_MS_MAX).toBeGreaterThanOrEqual(2 * longest + 5_000);
  });

  it('is not cut by the HTTP server, which limits how long a request comes in and not how long its answer takes', () => {
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    expect(fastify.initialConfig).toMatchObject({ connectionTimeout: 0, handlerTimeout: 0 });
    expect(fastify.server.timeout).toBe(0);
  });
});
