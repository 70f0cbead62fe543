// Test support: receivers that do everything but answer as they should.
import { createServer, type Socket } from 'node:net';

/** What it does to every request. */
export type Hostility =
  /** Takes it and never answers. */
  | 'hang'
  /** Resets the connection. */
  | 'reset'
  /** Answers a byte at a time and never comes to the end of its headers. */
  | 'trickle'
  /** Answers 200 with a body that never ends. */
  | 'endless-body'
  /** Sends it on to itself. */
  | 'endless-redirects'
  /** Answers what is no HTTP. */
  | 'garbage';

export interface HostileReceiver {
  readonly url: string;
  /** Requests that came. */
  readonly count: () => number;
  /** The most that were under way at once. */
  readonly openMax: () => number;
  close(): Promise<void>;
}

const TRICKLE_MS = 20;
const CHUNK = 'x'.repeat(16 * 1024);

/** A server on a port of its own. A request is taken for granted with the end of its headers; there is one for a connection. */
export async function startHostileReceiver(hostility: Hostility): Promise<HostileReceiver> {
  const open = new Set<Socket>();
  let [requests, openMax] = [0, 0];
  const server = createServer((socket) => {
    open.add(socket);
    openMax = Math.max(openMax, open.size);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    let head = '';
    socket.on('data', (chunk) => {
      if (head.includes('\r\n\r\n')) return;
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      requests++;
      BEHAVIOURS[hostility](socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hostile`,
    count: () => requests,
    openMax: () => openMax,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const BEHAVIOURS: Readonly<Record<Hostility, (socket: Socket) => void>> = {
  hang: () => undefined,
  reset: (socket) => void socket.resetAndDestroy(),
  trickle: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nx-trickle: ');
    repeatedly(socket, () => socket.write('.'));
  },
  'endless-body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    repeatedly(socket, () => socket.write(`${CHUNK.length.toString(16)}\r\n${CHUNK}\r\n`));
  },
  'endless-redirects': (socket) =>
    void socket.end(
      'HTTP/1.1 307 Temporary Redirect\r\nlocation: /again\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    ),
  garbage: (socket) => void socket.end('\0\0 this is not HTTP \r\n\r\n'),
};

function repeatedly(socket: Socket, work: () => void): void {
  const timer = setInterval(work, TRICKLE_MS);
  socket.once('close', () => clearInterval(timer));
}
