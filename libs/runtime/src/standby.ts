import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { toProblem } from '@deskhook/contracts';

/** Where a service listens; without a port nowhere. */
export interface ListenAddress {
  readonly port: number | undefined;
  readonly host: string;
}

const UNAVAILABLE = 503;
const AGAIN_SECONDS = 2;
/** Whoever has begun to ask gets the answer, and who has not within it is cut. */
const CLOSE_MS_MAX = 250;

/**
 * Holds the port of a service that is not at work: before its first start, and while it waits for a broker that has what it
 * needs. Whoever watches the process sees that it lives and what it waits for, and has no reason to end it.
 */
export class Standby {
  private server: Server | null = null;
  private waiting = 'the service is starting';

  constructor(
    private readonly service: string,
    private readonly at: ListenAddress,
  ) {}

  /** Opens the port unless it is open already. Throws what the system says when it cannot be had. */
  async open(): Promise<void> {
    const { port, host } = this.at;
    if (port === undefined || this.server !== null) return;
    const server = createServer((request, response) => this.answer(request, response));
    server.listen(port, host);
    await once(server, 'listening');
    this.server = server;
  }

  /** What keeps the service from its work: a sentence that says what to do. */
  waitsFor(what: string): void {
    this.waiting = what;
  }

  /** Leaves the port to the service. */
  async close(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const closed = once(server, 'close');
    server.close();
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MS_MAX);
    await closed;
    clearTimeout(cut);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    response.setHeader('cache-control', 'no-store');
    // A connection that is kept would end under its next request when the service takes the port.
    response.setHeader('connection', 'close');
    const path = request.url?.split('?', 1)[0];
    if (path === '/healthz') return send(response, 200, 'application/json', { status: 'live' });
    if (path === '/readyz') return send(response, UNAVAILABLE, 'application/json', this.report());
    response.setHeader('retry-after', String(AGAIN_SECONDS));
    const problem = toProblem({ kind: 'unavailable', detail: `${this.waiting}: try again` });
    send(response, problem.status, 'application/problem+json', problem);
  }

  /** Fits what a gateway says of itself as well as what other services do. */
  private report() {
    const start = { status: 'down', required: true, detail: this.waiting };
    return { service: this.service, status: 'unavailable', ready: false, dependencies: { start } };
  }
}

function send(response: ServerResponse, status: number, type: string, body: object): void {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}
