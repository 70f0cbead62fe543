import { createServer, type ServerResponse } from 'node:http';

/** A receiver that answers when it is told to, and counts what it was sent. */
export interface HeldReceiver {
  readonly url: string;
  /** The `webhook-id` of every request, in the order in which they came. */
  readonly ids: readonly string[];
  /** Connections that the sender gave up before the answer. */
  readonly cutOff: readonly string[];
  /** Answers everything that waits, and from now on at once. */
  release(): void;
  close(): Promise<void>;
}

export async function startHeldReceiver(): Promise<HeldReceiver> {
  const ids: string[] = [];
  const cutOff: string[] = [];
  const held: ServerResponse[] = [];
  let holding = true;
  const answer = (response: ServerResponse) => void response.writeHead(204).end();
  const server = createServer((request, response) => {
    const id = String(request.headers['webhook-id']);
    ids.push(id);
    request.resume();
    response.once('close', () => {
      if (!response.writableFinished) cutOff.push(id);
    });
    if (holding) held.push(response);
    else answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    ids,
    cutOff,
    release: () => {
      holding = false;
      held.splice(0).forEach(answer);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
