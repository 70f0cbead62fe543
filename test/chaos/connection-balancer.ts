import { connect, createServer, type Socket } from 'node:net';
import type { Balancer } from './http-balancer.js';
import { listenOnLoopback } from './listen.js';
import type { Rotation } from './rotation.js';

/**
 * Hands each connection to the next gateway in the rotation, as a Service of Kubernetes does: a connection that is there
 * stays with its gateway, also when that is taken out.
 */
export async function startConnectionBalancer(rotation: Rotation): Promise<Balancer> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const { hostname, port } = rotation.next();
    const gateway = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    for (const [one, other] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      one.once('error', () => other.destroy());
      one.once('close', () => {
        open.delete(one);
        other.end();
      });
    }
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
