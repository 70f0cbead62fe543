import type { IncomingMessage } from 'node:http';

const bodyBytesMax = 2_000_000;

/** The bytes of a request; undefined when they are too many, or the sender hung up. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) return undefined;
      size += chunk.length;
      if (size > bodyBytesMax) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}
