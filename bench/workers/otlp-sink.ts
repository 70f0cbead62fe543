import { createServer } from 'node:http';
import { countSpans } from './count-spans.js';
import { serve } from './serve.js';

/** Worker: takes spans by OTLP over HTTP in protobuf, counts them and throws them away. */
let spans = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    spans += countSpans(Buffer.concat(chunks));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
});

serve({
  listen: () =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve({ port: typeof address === 'object' && address !== null ? address.port : 0 });
      });
    }),
  report: () => ({ spans }),
});
