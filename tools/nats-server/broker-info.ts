import { connect } from 'node:net';

export interface BrokerInfo {
  readonly version: string;
  readonly jetstream: boolean;
}

const defaultPort = 4222;
const infoBytesMax = 64 * 1024;

/** What a running broker says of itself in the INFO line that opens every NATS connection. */
export function readBrokerInfo(url: string, timeoutMs: number): Promise<BrokerInfo> {
  const { hostname, port } = addressOf(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port, timeout: timeoutMs });
    let received = '';
    const settle = (finish: () => void): void => {
      socket.destroy();
      finish();
    };
    const fail = (reason: string): void => settle(() => reject(new Error(reason)));
    socket.setEncoding('utf8');
    socket.on('timeout', () => fail(`${hostname}:${port} did not answer within ${timeoutMs} ms`));
    socket.on('error', (error) => fail(error.message));
    socket.on('close', () => fail(`${hostname}:${port} closed the connection`));
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (received.length > infoBytesMax) return fail(`${hostname}:${port} does not speak NATS`);
      if (!received.includes('\n')) return;
      const info = parseInfo(received);
      if (info === undefined) fail(`${hostname}:${port} does not speak NATS`);
      else settle(() => resolve(info));
    });
  });
}

/** The first of a comma-separated list; `host`, `host:port` and `nats://host:port` are all in use. */
function addressOf(urls: string): { hostname: string; port: number } {
  const first = urls.split(',', 1)[0]?.trim() ?? '';
  const url = new URL(first.includes('://') ? first : `nats://${first}`);
  return { hostname: url.hostname.replaceAll(/[[\]]/g, ''), port: Number(url.port || defaultPort) };
}

function parseInfo(line: string): BrokerInfo | undefined {
  const json = /^INFO (\{.*\})\s*$/m.exec(line)?.[1];
  if (json === undefined) return undefined;
  try {
    const info: unknown = JSON.parse(json);
    if (typeof info !== 'object' || info === null || !('version' in info)) return undefined;
    return { version: String(info.version), jetstream: 'jetstream' in info && info.jetstream === true };
  } catch {
    return undefined;
  }
}
