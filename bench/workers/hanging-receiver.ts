import { createServer } from 'node:http';
import { serve } from './serve.js';

/** Worker: an HTTP receiver that takes every request and never answers. */
let [requests, open, openMax] = [0, 0, 0];

const server = createServer((request) => {
  requests++;
  open++;
  openMax = Math.max(openMax, open);
  request.resume();
  request.socket.once('close', () => open--);
});

serve({
  listen: () =>
    new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve({ port: typeof address === 'object' && address !== null ? address.port : 0 });
      });
    }),
  report: () => ({ requests, openMax }),
});
