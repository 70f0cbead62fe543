import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify as createFastify, type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ConnectionDrain } from './connection-drain.js';

const portSchema = z.object({ port: z.number() });

describe('a gateway that takes leave of its clients', () => {
  let fastify: FastifyInstance;
  let drain: ConnectionDrain;
  let agent: Agent;
  beforeEach(async () => {
    fastify = createFastify();
    fastify.server.keepAliveTimeout = 72_000;
    fastify.get('/', () => 'here');
    drain = new ConnectionDrain(25_000);
    drain.follow(fastify);
    await fastify.listen({ host: '127.0.0.1', port: 0 });
    // Node's agents heed what they are asked where they have a timeout of their own, as the global one has.
    agent = new Agent({ keepAlive: true, timeout: 60_000 });
  });
  afterEach(async () => {
    agent.destroy();
    await fastify.close();
  });

  function ask(headers: Record<string, string> = {}): Promise<IncomingMessage['headers']> {
    const { port } = portSchema.parse(fastify.server.address());
    return new Promise((resolve, reject) => {
      const asked = httpRequest({ agent, host: '127.0.0.1', port, headers }, (answer) => {
        answer.resume().once('end', () => resolve(answer.headers));
      });
      asked.once('error', reject).end();
    });
  }
  const connections = () =>
    new Promise<number>((resolve, reject) =>
      fastify.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
    );

  it('has asked them to end what they do not use, and waits until they have', async () => {
    expect(await ask()).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=4' });
    expect(await connections()).toBe(1);
    await drain.beforeApplicationShutdown();
    // Nothing was closed here: the client has ended its connection by itself.
    expect(await connections()).toBe(0);
  });

  it('answers on, and asks whoever still comes to come back on another connection', async () => {
    await ask();
    const left = drain.beforeApplicationShutdown();
    expect(drain.check()).toBe('the gateway is shutting down');
    const answer = await ask();
    expect(answer.connection).toBe('close');
    expect(answer).not.toHaveProperty('keep-alive');
    await left;
  });

  it('keeps no connection that a client does not want to be kept', async () => {
    expect((await ask({ connection: 'close' })).connection).toBe('close');
  });
});
