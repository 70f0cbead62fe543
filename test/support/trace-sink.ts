// Test support: takes traces by OTLP/HTTP and keeps every byte of them as text.
import { createServer } from 'node:http';

export interface TraceSink {
  readonly url: string;
  /** Everything that was sent so far. */
  text(): string;
  close(): Promise<void>;
}

export async function startTraceSink(): Promise<TraceSink> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    text: () => bodies.join('\n'),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
