import { checkAddress, literalAddress, type AddressRange } from '@deskhook/domain';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Agent } from 'undici';
import { checkedLookup } from './checked-lookup.js';
import { ResponseCollector, type SendResult } from './response-collector.js';

/** One HTTP request, ready to go out. */
export interface OutboundRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Time for the whole exchange: resolve, connect, send, answer. */
  readonly timeoutMs: number;
}

interface Target {
  readonly origin: string;
  readonly path: string;
  /** Why the network policy forbids it, or null. */
  readonly refused: string | null;
}

const TARGETS_MAX = 10_000;
const KEEP_ALIVE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const RESPONSE_HEADER_BYTES_MAX = 32 * 1024;

/** The only place that outbound requests leave from: keep-alive pools, checked addresses, capped answers. */
export class HttpSender implements OnApplicationShutdown {
  private readonly agent: Agent;
  private readonly targets = new Map<string, Target>();

  constructor(private readonly allow: readonly AddressRange[]) {
    this.agent = new Agent({
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
      connect: { lookup: checkedLookup(allow), timeout: CONNECT_TIMEOUT_MS },
    });
  }

  /** Sends a POST and gives what came back. Never throws for what the endpoint or the network does. */
  send(request: OutboundRequest): Promise<SendResult> {
    const target = this.target(request.url);
    if (target.refused !== null) return Promise.resolve({ kind: 'error', error: target.refused });
    const { origin, path } = target;
    const { headers, body, timeoutMs } = request;
    return new Promise((finish) => {
      const collector = new ResponseCollector(timeoutMs, finish);
      this.agent.dispatch({ origin, path, method: 'POST', headers, body }, collector);
    });
  }

  /** Where a URL leads to: parsed, and checked where it spells out an address. The answer never changes. */
  private target(text: string): Target {
    const known = this.targets.get(text);
    if (known !== undefined) return known;
    const url = new URL(text);
    const address = literalAddress(url.hostname);
    const verdict = address === null ? null : checkAddress(address, this.allow);
    const refused = verdict?.allowed === false ? verdict.reason : null;
    const made = { origin: url.origin, path: url.pathname + url.search, refused };
    if (this.targets.size >= TARGETS_MAX) this.targets.clear();
    this.targets.set(text, made);
    return made;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}
