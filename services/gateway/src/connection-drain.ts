import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';

/**
 * How long clients are asked to keep a connection that they do not use. Those that heed it, as Node's `fetch` does, have ended each of
 * theirs when the gateway, which waits longer, closes what is left.
 */
const IDLE_SECONDS = 4;
/** How long a gateway goes on answering that is to end, and the share of the time to drain that this may take. */
const LEAVE_MS_MAX = 5_000;
const SHARE_OF_DRAIN = 0.2;

/**
 * Takes leave of the clients before the gateway closes. A connection that ends while its next request is on the way fails that
 * request, so for some seconds everything is still answered, with `connection: close`: what asks then comes back on a new
 * connection, which a balancer gives to another gateway. What does not ask was told to end its connection by itself before.
 */
export class ConnectionDrain implements BeforeApplicationShutdown {
  private leaving = false;
  /** Connections that have asked for something. */
  private readonly used = new Set<Socket>();
  private allEnded: () => void = () => undefined;
  private readonly leaveMs: number;

  constructor(drainMs: number) {
    this.leaveMs = Math.min(LEAVE_MS_MAX, drainMs * SHARE_OF_DRAIN);
  }

  /** For the readiness of the gateway: a balancer that looks takes it out. */
  check(): true | string {
    return !this.leaving || 'the gateway is shutting down';
  }

  follow(fastify: FastifyInstance): void {
    fastify.server.on('request', ({ socket }) => this.remember(socket));
    fastify.addHook('onSend', (request, reply, payload, done) => {
      if (this.leaving) void reply.header('connection', 'close');
      else if (isKept(request))
        void reply.headers({ connection: 'keep-alive', 'keep-alive': `timeout=${IDLE_SECONDS}` });
      done(null, payload);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.leaving = true;
    if (this.used.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.leaveMs);
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

/** Whether the client would go on with its connection. */
function isKept({ headers, raw }: FastifyRequest): boolean {
  return raw.httpVersion === '1.1' && headers.connection?.toLowerCase() !== 'close';
}
