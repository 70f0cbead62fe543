import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { TlsMaterial } from '../local-stack/loopback-certificate.js';
import { dialectReaders, type DemoDialect, type DialectReader } from './dialect-readers.js';
import { readBody } from './read-body.js';

export interface DialectCount {
  accepted: number;
  refused: number;
  /** How often each of the vendor's events came. */
  readonly events: Map<string, number>;
}

/** One receiver for each helpdesk whose format Deskhook speaks: four over http, ShahiAssist's over https. */
export class DialectReceivers {
  readonly counts = new Map<DemoDialect, DialectCount>();
  readonly #secrets = new Map<DemoDialect, string>();
  readonly #servers: Server[] = [];

  /** Listens on free ports of loopback and gives the address of each receiver. Without `tls` there is no https. */
  async listen(tls: TlsMaterial | undefined): Promise<ReadonlyMap<DemoDialect, string>> {
    const take = (request: IncomingMessage, response: ServerResponse) => void this.#take(request, response);
    const http = await this.#open(createHttpServer(take), 'http');
    const https =
      tls === undefined
        ? undefined
        : await this.#open(createHttpsServer({ cert: tls.certificate, key: tls.key }, take), 'https');
    const urls = new Map<DemoDialect, string>();
    for (const name of Object.keys(dialectReaders).filter(isDemoDialect)) {
      const base = name === 'shahiassist' ? https : http;
      if (base === undefined) continue;
      urls.set(name, `${base}/${name}`);
      this.counts.set(name, { accepted: 0, refused: 0, events: new Map() });
    }
    return urls;
  }

  setSecret(dialect: DemoDialect, secret: string): void {
    this.#secrets.set(dialect, secret);
  }

  async #open(server: Server & { keepAliveTimeout: number }, scheme: string): Promise<string> {
    // Deskhook keeps its connections open; the server must not be the first to hang up.
    server.keepAliveTimeout = 60_000;
    this.#servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return `${scheme}://127.0.0.1:${portOf(server.address())}`;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = url.pathname.slice(1);
    const body = await readBody(request);
    const count = isDemoDialect(name) ? this.counts.get(name) : undefined;
    if (!isDemoDialect(name) || count === undefined || body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const event = read(
      dialectReaders[name],
      { url, headers: request.headers, body },
      this.#secrets.get(name),
    );
    if (event === null) count.refused += 1;
    else {
      count.accepted += 1;
      count.events.set(event, (count.events.get(event) ?? 0) + 1);
    }
    response.writeHead(event === null ? 401 : 200).end();
  }
}

export function isDemoDialect(name: string): name is DemoDialect {
  return Object.hasOwn(dialectReaders, name);
}

/** What does not even parse is refused like a wrong signature. */
function read(
  reader: DialectReader,
  request: Parameters<DialectReader>[0],
  secret: string | undefined,
): string | null {
  try {
    return reader(request, secret ?? '');
  } catch {
    return null;
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return address.port;
}
