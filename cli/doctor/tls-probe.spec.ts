import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openFirst } from './tls-probe.js';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => void server.close());

test('an address where nobody listens is passed over for one that answers', async () => {
  const socket = await openFirst(['127.0.0.2', '127.0.0.1'], port, 5_000);
  expect(socket.remoteAddress).toBe('127.0.0.1');
  socket.destroy();
});

test('where none answers each is told', async () => {
  await expect(openFirst(['127.0.0.2', '127.0.0.3'], port, 5_000)).rejects.toThrow(
    /127\.0\.0\.2:.*, .*127\.0\.0\.3:/,
  );
});
