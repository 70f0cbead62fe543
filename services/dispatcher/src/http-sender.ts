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

const KEEP_ALIVE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
const RESPONSE_HEADER_BYTES_MAX = 32 * 1024;

/** The only place that outbound requests leave from: keep-alive pools, checked addresses, capped answers. */
export class HttpSender implements OnApplicationShutdown {
  private readonly agent: Agent;

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
    const url = new URL(request.url);
    const address = literalAddress(url.hostname);
    const verdict = address === null ? null : checkAddress(address, this.allow);
    if (verdict?.allowed === false) return Promise.resolve({ kind: 'error', error: verdict.reason });
    return new Promise((finish) => {
      this.agent.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'POST',
          headers: request.headers,
          body: request.body,
        },
        new ResponseCollector(request.timeoutMs, finish),
      );
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}
