import { hash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { listenOnLoopback } from './listen.js';
import { fractionOf } from './random.js';
import { deliveryKey, SUBSCRIPTIONS } from './scenario.js';

/** Everything that came in for one delivery. */
export interface Receipt {
  readonly path: string;
  readonly eventId: string;
  readonly webhookIds: Set<string>;
  readonly bodyHashes: Set<string>;
  readonly faults: string[];
  readonly firstAt: number;
  /** Places of its first request, and of the first that was answered with 2xx, among all requests of the run. */
  readonly first: number;
  firstAccepted: number | null;
  requests: number;
  /** How many were answered with 2xx; more than one is a duplicate for the receiver's application. */
  accepted: number;
}

const bodySchema = z.object({ id: z.string() });
const LATENCY_MS_MAX = 20;
/** Longer than the subscriptions' time-out. */
const HANGS_MS = 8_000;

/** The endpoint of every subscription: it verifies, it remembers, and it has its moods. */
export class ChaosReceiver {
  readonly receipts = new Map<string, Receipt>();
  /** Requests that belong to no subscription or whose body is no event. */
  readonly strays: string[] = [];
  /** When each request of a path came, in milliseconds of a monotonic clock. */
  readonly arrivals = new Map<string, number[]>();
  #count = 0;
  readonly #latePaths = new Map<string, number>();
  readonly #verifiers = new Map<string, Webhook>();
  readonly #server: Server;

  constructor(private readonly seed: number) {
    for (const { paths, secret } of SUBSCRIPTIONS)
      for (const path of paths) this.#verifiers.set(path, new Webhook(secret));
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  /** Starts to listen; answers the address without a path. */
  start(): Promise<string> {
    return listenOnLoopback(this.#server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Requests on a path that is not part of the scenario proper. */
  late(path: string): number {
    return this.#latePaths.get(path) ?? 0;
  }

  expectLate(path: string): void {
    this.#latePaths.set(path, 0);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const arrivedAt = performance.now();
    const place = ++this.#count;
    const body = await readBody(request);
    const late = this.#latePaths.get(path);
    if (late !== undefined) {
      this.#latePaths.set(path, late + 1);
      response.writeHead(204).end();
      return;
    }
    const receipt = this.#record(path, request, body, place);
    if (receipt !== null) this.#arrived(path, arrivedAt);
    if (receipt === null) response.writeHead(404).end();
    else await this.#answer(receipt, request, response);
  }

  #arrived(path: string, at: number): void {
    const known = this.arrivals.get(path);
    if (known === undefined) this.arrivals.set(path, [at]);
    else known.push(at);
  }

  #record(path: string, request: IncomingMessage, body: Buffer, place: number): Receipt | null {
    const verifier = this.#verifiers.get(path);
    const event = bodySchema.safeParse(parseJson(body));
    if (verifier === undefined || !event.success) {
      this.strays.push(`${path}: ${body.subarray(0, 200).toString()}`);
      return null;
    }
    const key = deliveryKey(path, event.data.id);
    const receipt = this.receipts.get(key) ?? newReceipt(path, event.data.id, place);
    this.receipts.set(key, receipt);
    receipt.requests += 1;
    receipt.webhookIds.add(String(request.headers['webhook-id']));
    receipt.bodyHashes.add(hash('sha256', body, 'hex'));
    const fault = signatureFault(verifier, request, body);
    if (fault !== null) receipt.faults.push(fault);
    return receipt;
  }

  /** The first few requests of some deliveries fail; the retry schedule is longer than any such series. */
  async #answer(receipt: Receipt, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = deliveryKey(receipt.path, receipt.eventId);
    const nth = receipt.requests;
    const mood = fractionOf(this.seed, `${key} ${nth}`);
    await delay(mood * LATENCY_MS_MAX);
    if (nth > failuresOf(fractionOf(this.seed, key))) {
      receipt.accepted += 1;
      // The answer is on its way: whatever follows it comes later.
      receipt.firstAccepted ??= ++this.#count;
      response.writeHead(204).end();
    } else await this.#fail(mood, request, response);
  }

  /** Resets, server errors, a wish to be left alone for a second, and now and then no answer within the time-out. */
  async #fail(mood: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (mood < 0.3) request.socket.resetAndDestroy();
    else if (mood < 0.33) await delay(HANGS_MS, undefined, { ref: false });
    else if (mood < 0.5) response.writeHead(429, { 'retry-after': '1' }).end();
    else response.writeHead(mood < 0.75 ? 500 : 503, { 'content-type': 'text/plain' }).end('not now');
  }
}

function failuresOf(fraction: number): number {
  if (fraction < 0.8) return 0;
  if (fraction < 0.93) return 1;
  return fraction < 0.98 ? 2 : 3;
}

function newReceipt(path: string, eventId: string, first: number): Receipt {
  const sets = { webhookIds: new Set<string>(), bodyHashes: new Set<string>(), faults: [] };
  return {
    path,
    eventId,
    ...sets,
    firstAt: Date.now(),
    first,
    firstAccepted: null,
    requests: 0,
    accepted: 0,
  };
}

function signatureFault(verifier: Webhook, request: IncomingMessage, body: Buffer): string | null {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  try {
    verifier.verify(body.toString(), Object.fromEntries(headers));
    return null;
  } catch (error) {
    return `signature: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
