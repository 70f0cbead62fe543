// Test support: https in front of a receiver that speaks http alone, as a reverse proxy is in the field.
import { request as requestOf } from 'node:http';
import { createServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import { type LoopbackCertificate, tlsMaterialSchema } from '../../tools/local-stack/loopback-certificate.js';

export interface HttpsFront {
  readonly origin: string;
  /** Status codes in the order in which the receiver answered. */
  readonly answers: readonly number[];
  stop(): Promise<void>;
}

/** Passes every request on as it is, and the answer back. */
export async function startHttpsFront(
  port: number,
  { materialFile }: LoopbackCertificate,
): Promise<HttpsFront> {
  const { certificate: cert, key } = tlsMaterialSchema.parse(
    JSON.parse(await readFile(materialFile, 'utf8')),
  );
  const answers: number[] = [];
  const server = createServer({ cert, key }, (incoming, response) => {
    const { method, url: path, headers } = incoming;
    const onward = requestOf({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      const code = answer.statusCode ?? 0;
      answers.push(code);
      response.writeHead(code, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    answers,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
