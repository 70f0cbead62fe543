import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { readBody } from './read-body.js';
import type { Receipt } from './receipts.js';

const bodySchema = z.object({ id: z.string(), type: z.string() });

export interface ReceivedEvent extends Receipt {
  readonly type: string;
}

/** One address of the receiver. */
export interface ReceiverEndpoint {
  /** Last segment of its path. */
  readonly name: string;
  /** Answers 503 to the first request of some deliveries, so that retries are seen. */
  readonly flaky: boolean;
}

/**
 * What a customer would run: takes webhooks on loopback and verifies each signature over the raw
 * body with the public package `standardwebhooks`, which knows nothing of Deskhook.
 */
export class Receiver {
  readonly #secrets = new Map<string, Webhook>();
  readonly #refusedOnce = new Set<string>();
  readonly #server: Server;

  constructor(
    private readonly endpoints: readonly ReceiverEndpoint[],
    private readonly onReceipt: (event: ReceivedEvent) => void,
  ) {
    this.#server = createServer((request, response) => void this.#take(request, response));
    // Deskhook keeps its connections open; the server must not be the first to hang up.
    this.#server.keepAliveTimeout = 60_000;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  /** Requests to an endpoint without a secret count as unverified. */
  setSecret(endpoint: string, secret: string): void {
    this.#secrets.set(endpoint, new Webhook(secret));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = this.endpoints.find(({ name }) => request.url === `/hooks/${name}`);
    const body = await readBody(request);
    const atMs = performance.now();
    const parsed = body === undefined ? undefined : parseEvent(body);
    if (endpoint === undefined || body === undefined || parsed === undefined) {
      response.writeHead(400).end();
      return;
    }
    const webhookId = String(request.headers['webhook-id']);
    const verified = this.#verifies(endpoint.name, body, request);
    const status = verified ? this.#answerTo(endpoint, webhookId, parsed.type) : 401;
    response.writeHead(status).end();
    const { id: eventId, type } = parsed;
    this.onReceipt({ webhookId, eventId, type, endpoint: endpoint.name, verified, status, atMs });
  }

  #verifies(endpoint: string, body: Buffer, request: IncomingMessage): boolean {
    const header = (name: string): string => String(request.headers[name] ?? '');
    try {
      this.#secrets.get(endpoint)?.verify(body, {
        'webhook-id': header('webhook-id'),
        'webhook-timestamp': header('webhook-timestamp'),
        'webhook-signature': header('webhook-signature'),
      });
      return this.#secrets.has(endpoint);
    } catch {
      return false;
    }
  }

  #answerTo(endpoint: ReceiverEndpoint, webhookId: string, type: string): number {
    if (!endpoint.flaky || type.startsWith('custom.') || this.#refusedOnce.has(webhookId)) return 204;
    if (!isUnlucky(webhookId)) return 204;
    this.#refusedOnce.add(webhookId);
    return 503;
  }
}

/** One in eight, the same ones each time they are asked about. */
function isUnlucky(webhookId: string): boolean {
  return createHash('sha256').update(webhookId).digest().readUInt8(0) % 8 === 0;
}

function parseEvent(body: Buffer): z.infer<typeof bodySchema> | undefined {
  try {
    return bodySchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}
