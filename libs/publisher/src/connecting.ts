import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { memberOf } from './event.js';

/** Node tells here of every socket that goes out. */
const SOCKETS = 'net.client.socket';
const attempt = new AsyncLocalStorage<symbol>();

/**
 * Connects, and leaves nothing open where that fails or `signal` ends it: nats.js keeps the socket to a broker that takes
 * connections and says nothing (3.4), and with it the process.
 */
export async function connectOrEnd(
  options: NodeConnectionOptions,
  signal: AbortSignal,
): Promise<NatsConnection> {
  const own = Symbol('attempt');
  const sockets = new Set<Socket>();
  const keep = (news: unknown) => {
    const socket = memberOf(news, 'socket');
    if (attempt.getStore() === own && socket instanceof Socket) sockets.add(socket);
  };
  const end = () => sockets.forEach((socket) => socket.destroy());
  subscribe(SOCKETS, keep);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await attempt.run(own, () => connect(options));
  } catch (error) {
    end();
    throw error;
  } finally {
    unsubscribe(SOCKETS, keep);
    signal.removeEventListener('abort', end);
  }
}
