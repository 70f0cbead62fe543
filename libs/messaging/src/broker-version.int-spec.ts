import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { connectBroker, type Broker } from './nats-connection.js';
import { ensureStreams } from './ensure-streams.js';

let server: Server;
let broker: Broker;

afterEach(async () => {
  await broker.connection.close();
  server.close();
});

/** Greets as a nats-server of that version does; no package registry that the tests may use has one that is too old. */
function listenAs(version: string): Promise<number> {
  server = createServer((socket) => {
    const info = {
      server_id: 'OLD',
      version,
      proto: 1,
      headers: true,
      max_payload: 1_048_576,
      jetstream: true,
    };
    socket.write(`INFO ${JSON.stringify(info)}\r\n`);
    socket.on('data', (data) => {
      if (data.toString().includes('PING')) socket.write('PONG\r\n');
    });
    socket.on('error', () => undefined);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

test('a broker that would never fire a schedule stops the boot with a sentence that says so', async () => {
  const port = await listenAs('2.9.10');
  broker = await connectBroker({ url: `nats://127.0.0.1:${port}`, name: 'test' });
  await expect(ensureStreams(broker, { replicas: 1, bytesMax: 1_000_000 })).rejects.toMatchObject({
    name: 'BrokerUnfitError',
    message: expect.stringMatching(/nats-server 2\.9\.10.*never fires them.*use nats-server 2\.12 or newer/),
  });
});
