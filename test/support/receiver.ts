// Test support: a real HTTP receiver that keeps what it gets, raw, and answers as it is told.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TlsMaterial } from '../../tools/local-stack/loopback-certificate.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly at: number;
}

export interface Answer {
  readonly code: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Decides the answer to a request; `nth` counts the requests with the same `webhook-id`, from 1. `null`: never answers. */
export type Answering = (request: ReceivedRequest, nth: number) => Answer | null;

export interface Receiver {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  answer(answering: Answering): void;
  /** Waits until so many requests have come, for at most 20 seconds. */
  received(count: number): Promise<readonly ReceivedRequest[]>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 60_000;

export async function startReceiver(
  answering: Answering = () => ({ code: 204 }),
  tls?: TlsMaterial,
): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const counts = new Map<string, number>();
  let current = answering;
  const take = (request: IncomingMessage, response: ServerResponse) => {
    void record(request).then((received) => {
      requests.push(received);
      const id = String(received.headers['webhook-id']);
      const nth = (counts.get(id) ?? 0) + 1;
      counts.set(id, nth);
      reply(response, current(received, nth));
    });
  };
  const server =
    tls === undefined ? createServer(take) : createTlsServer({ cert: tls.certificate, key: tls.key }, take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requests,
    answer: (next) => {
      current = next;
    },
    received: (count) =>
      waitUntil(() => (requests.length >= count ? requests : undefined), {
        what: `${count} requests`,
        timeoutMs: TIMEOUT_MS,
      }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function record(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const { method = '', url: path = '', headers } = request;
  return { method, path, headers, body: Buffer.concat(chunks), at: Date.now() };
}

function reply(response: ServerResponse, answer: Answer | null): void {
  if (answer === null) return;
  response.writeHead(answer.code, answer.headers).end(answer.body);
}
