// Test support: a small proxy that opens tunnels by HTTP CONNECT and keeps what it was asked for.
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface AskedTunnel {
  readonly authority: string;
  readonly authorization: string | null;
}

export interface ConnectProxy {
  readonly port: number;
  readonly asked: readonly AskedTunnel[];
  /** The code that it answers with; 200 opens the tunnel, null says nothing. */
  answer(code: (authority: string) => number | null): void;
  close(): Promise<void>;
}

export async function startConnectProxy(): Promise<ConnectProxy> {
  const asked: AskedTunnel[] = [];
  const sockets = new Set<Socket>();
  let codeOf: (authority: string) => number | null = () => 200;
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('connect', ({ url: authority = '', headers }, client: Socket) => {
    asked.push({ authority, authorization: headers['proxy-authorization'] ?? null });
    const code = codeOf(authority);
    if (code === null) return;
    if (code !== 200) {
      client.end(`HTTP/1.1 ${code} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${authority}`);
    const upstream = connect(Number(port === '' ? 80 : port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    answer: (next) => {
      codeOf = next;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
