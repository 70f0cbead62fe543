import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RoughGateway {
  readonly url: string;
  /** Bodies of all requests, in their order. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
}

/** A way to the gateway that is not available at the first request, and asks to come again after a second. */
export async function startRoughGateway(target: string): Promise<RoughGateway> {
  const bodies: string[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    bodies.push(body);
    if (bodies.length === 1) {
      response.writeHead(503, { 'retry-after': '1' }).end('<html>');
      return;
    }
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const headers = { authorization, 'content-type': type };
    const answer = await fetch(target + request.url, { method: 'POST', headers, body });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, bodies, close };
}
