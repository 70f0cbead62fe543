import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { listenOnLoopback } from './listen.js';
import type { Rotation } from './rotation.js';

const KEEP_ALIVE_MS = 60_000;
const BAD_GATEWAY = 502;

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Hands each request to the next gateway in the rotation, over connections that it keeps, as an ingress does. It tries no
 * request twice: what a gateway cuts is a 502 for the client, who would otherwise never hear of it.
 */
export async function startHttpBalancer(rotation: Rotation): Promise<Balancer> {
  // With a timeout it heeds how long a gateway asks it to keep a connection that it does not use.
  const agent = new Agent({ keepAlive: true, timeout: KEEP_ALIVE_MS });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
    forward(rotation.next(), agent, request, response),
  );
  const url = await listenOnLoopback(server);
  return {
    url,
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function forward(target: URL, agent: Agent, request: IncomingMessage, response: ServerResponse): void {
  const { method, url: path, headers } = request;
  const onward = httpRequest({
    agent,
    host: target.hostname,
    port: target.port,
    method,
    path,
    headers: { ...headers, connection: 'keep-alive' },
  });
  onward.once('response', (answer) => {
    const { connection: _, ...kept } = answer.headers;
    response.writeHead(answer.statusCode ?? BAD_GATEWAY, kept);
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  onward.once('error', (error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(BAD_GATEWAY).end(`${target.host}: ${error.message}`);
  });
  request.pipe(onward);
}
