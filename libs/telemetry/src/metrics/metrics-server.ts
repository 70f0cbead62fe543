import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTENT_TYPES, type MetricRegistry, type MetricsFormat } from './metric-registry.js';

/** Prometheus gives up after its own time-out, which is longer. */
const REQUEST_MS_MAX = 10_000;
/** A scrape has no body and few headers. */
const HEADER_BYTES_MAX = 8_192;
const CONNECTIONS_MAX = 32;

export interface MetricsAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Metrics that can be scraped. */
export interface RunningMetricsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Answers `GET /metrics`, to whoever can reach the port: it is for a network of one's own. */
export async function startMetricsServer(
  registry: MetricRegistry,
  { host, port }: MetricsAddress,
): Promise<RunningMetricsServer> {
  // Not before the tracing SDK has instrumented it.
  const { createServer } = await import('node:http');
  const options = {
    requestTimeout: REQUEST_MS_MAX,
    maxHeaderSize: HEADER_BYTES_MAX,
    keepAliveTimeout: 65_000,
  };
  const server = createServer(options, (request, response) => {
    answer(registry, request, response).catch(() => response.destroy());
  });
  server.maxConnections = CONNECTIONS_MAX;
  await listening(server, { host, port });
  return { port: portOf(server.address()), stop: () => closed(server) };
}

async function answer(
  registry: MetricRegistry,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path] = (request.url ?? '').split('?', 1);
  if (path !== '/metrics') return refuse(response, 404, 'the metrics are at /metrics\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return refuse(response, 405, 'GET reads the metrics\n');
  }
  const format = formatFor(request.headers.accept ?? '');
  const text = await registry.text(format);
  response.setHeader('content-type', CONTENT_TYPES[format]);
  response.setHeader('vary', 'accept, accept-encoding');
  await send(response, text, request);
}

/** OpenMetrics only for those that ask for it, as Prometheus does: the older text is what everything reads. */
function formatFor(accept: string): MetricsFormat {
  return /\bapplication\/openmetrics-text\b/i.test(accept) ? 'openmetrics' : 'text';
}

async function send(response: ServerResponse, text: string, { headers, method }: IncomingMessage) {
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(headers['accept-encoding'] ?? '');
  const body = takesGzip ? await gzipped(text) : Buffer.from(text);
  if (takesGzip) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', body.length);
  response.end(method === 'HEAD' ? undefined : body);
}

async function gzipped(text: string): Promise<Buffer> {
  const [{ gzip }, { promisify }] = await Promise.all([import('node:zlib'), import('node:util')]);
  return promisify(gzip)(text, { level: 1 });
}

function refuse(response: ServerResponse, code: number, why: string): void {
  response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8' }).end(why);
}

function listening(server: Server, { host, port }: MetricsAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
