import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { monotonicUs } from '../machine/clock.js';
import { percentile } from '../machine/statistics.js';
import { SENT_AT_KEY } from './ticket-event.js';
import { serve } from './serve.js';

/** Worker: an HTTP receiver as cheap as node:http allows. Counts, tells apart by `webhook-id`, and takes times. */
const KEEP_ALIVE_MS = 60_000;
const sentAtKey = Buffer.from(`"${SENT_AT_KEY}":`);
const DIGITS_MAX = 20;

interface Span {
  readonly firstUs: number;
  readonly lastUs: number;
}

let ids = new Set<string>();
let requests = 0;
let latenciesMs: number[] = [];
let expected = Infinity;
let firstUs = 0;
let reached = Promise.withResolvers<Span>();

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const receivedUs = monotonicUs();
    response.writeHead(204).end();
    note(request, Buffer.concat(chunks), receivedUs);
  });
});

function note(request: IncomingMessage, body: Buffer, receivedUs: number): void {
  requests += 1;
  if (requests === 1) firstUs = receivedUs;
  const sentUs = sentAt(body);
  if (sentUs !== null) latenciesMs.push((receivedUs - sentUs) / 1000);
  ids.add(String(request.headers['webhook-id']));
  if (ids.size === expected) reached.resolve({ firstUs, lastUs: receivedUs });
}

/** Read without parsing the event: the receiver must not cost more than it has to. */
function sentAt(body: Buffer): number | null {
  const at = body.indexOf(sentAtKey);
  if (at < 0) return null;
  const from = at + sentAtKey.length;
  return Number.parseInt(body.toString('latin1', from, from + DIGITS_MAX), 10);
}

serve({
  listen: () =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve({ port: typeof address === 'object' && address !== null ? address.port : 0 });
      });
    }),
  /** Forgets what came and names how many different deliveries to wait for. */
  expect: (input) => {
    expected = z.object({ deliveries: z.number() }).parse(input).deliveries;
    ids = new Set();
    requests = 0;
    latenciesMs = [];
    reached = Promise.withResolvers();
  },
  /** Waits for that many, and tells when the first and the last of them came. */
  reached: () => reached.promise,
  report: () => {
    const sorted = Float64Array.from(latenciesMs).sort();
    const [p50Ms, p99Ms, maxMs] = [50, 99, 100].map((percent) => percentile(sorted, percent));
    return { requests, deliveries: ids.size, p50Ms, p99Ms, maxMs };
  },
});
