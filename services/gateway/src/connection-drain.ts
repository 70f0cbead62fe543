import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

/** Who asks at least this often on a connection is told before it ends. */
const LEAVE_MS = 1_000;

/**
 * Takes leave of the clients before the gateway closes. A connection that ends while its next request is on the way fails that
 * request, so for a moment everything is still answered, with `connection: close`: what asks then comes back on a new connection,
 * which a balancer gives to another gateway.
 */
export class ConnectionDrain implements BeforeApplicationShutdown {
  private leaving = false;
  /** Connections that have asked for something. */
  private readonly used = new Set<Socket>();
  private allEnded: () => void = () => undefined;

  /** For the readiness of the gateway: a balancer that looks takes it out. */
  check(): true | string {
    return !this.leaving || 'the gateway is shutting down';
  }

  follow(fastify: FastifyInstance): void {
    fastify.server.on('request', ({ socket }) => this.remember(socket));
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (this.leaving) void reply.header('connection', 'close');
      done(null, payload);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.leaving = true;
    if (this.used.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LEAVE_MS);
      this.allEnded = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private remember(socket: Socket): void {
    if (this.used.has(socket)) return;
    this.used.add(socket);
    socket.once('close', () => {
      this.used.delete(socket);
      if (this.used.size === 0) this.allEnded();
    });
  }
}
