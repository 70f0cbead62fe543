import {
  checkAddress,
  literalAddress,
  redirectAfter,
  requestTarget,
  type AddressPolicy,
  type Hop,
} from '@deskhook/domain';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Agent } from 'undici';
import { checkedLookup } from './checked-lookup.js';
import { ResponseCollector, type Redirect, type SendResult } from './response-collector.js';
import { headersForHop } from './request-headers.js';

/** One HTTP request, ready to go out. */
export interface OutboundRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names, in lower case, of headers that may be credentials for the URL's host and no other. */
  readonly privateHeaders: readonly string[];
  readonly body: Uint8Array;
  /** Time for the whole exchange: resolve, connect, send, answer, over every redirect. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** 0: a redirect is an answer like any other. */
  readonly maxRedirects: number;
  readonly httpsOnly: boolean;
}

interface Target {
  readonly origin: string;
  readonly path: string;
  /** Why the network policy forbids it, or null. */
  readonly refused: string | null;
}

interface SenderSettings {
  readonly policy: AddressPolicy;
  /** Certificates of authorities, in PEM, that are trusted; absent: the usual ones. */
  readonly authorities?: readonly string[];
}

const TARGETS_MAX = 10_000;
const KEEP_ALIVE_MS = 30_000;
const RESPONSE_HEADER_BYTES_MAX = 32 * 1024;

/** The only place that outbound requests leave from: keep-alive pools, checked addresses, capped answers. */
export class HttpSender implements OnApplicationShutdown {
  /** By connect time-out, of which the dialects have few. */
  private readonly agents = new Map<number, Agent>();
  private readonly targets = new Map<string, Target>();

  constructor(private readonly settings: SenderSettings) {}

  /**
   * Sends a POST, follows redirects as far as the request allows, and gives what came back at the end. Never throws for
   * what the endpoint or the network does.
   */
  send(request: OutboundRequest): Promise<SendResult> {
    const first: Hop = { url: request.url, method: 'POST' };
    if (request.maxRedirects === 0) return this.exchange(first, request.headers, request, request.timeoutMs);
    return this.follow(first, request);
  }

  private async follow(first: Hop, request: OutboundRequest): Promise<SendResult> {
    const endsAt = performance.now() + request.timeoutMs;
    const rules = { httpsOnly: request.httpsOnly, policy: this.settings.policy };
    const redirects: Redirect[] = [];
    let [hop, headers] = [first, request.headers];
    for (;;) {
      const timeoutMs = Math.max(1, endsAt - performance.now());
      const result = await this.exchange(hop, headers, request, timeoutMs);
      if (result.kind === 'error') return { ...result, redirects };
      const step = redirectAfter(hop, { code: result.code, location: result.headers['location'] }, rules);
      if (step.kind === 'answer') return { ...result, redirects };
      if (step.kind === 'refused') return { kind: 'error', error: step.reason, redirects };
      if (redirects.length === request.maxRedirects) return tooMany(redirects);
      redirects.push({ code: result.code, url: step.hop.url });
      headers = headersForHop(headers, step, request.privateHeaders);
      hop = step.hop;
    }
  }

  private exchange(
    hop: Hop,
    headers: Readonly<Record<string, string>>,
    request: OutboundRequest,
    timeoutMs: number,
  ): Promise<SendResult> {
    const { origin, path, refused } = this.target(hop.url);
    if (refused !== null) return Promise.resolve({ kind: 'error', error: refused, redirects: [] });
    const body = hop.method === 'POST' ? request.body : null;
    return new Promise((finish) => {
      const collector = new ResponseCollector(timeoutMs, request.timeoutMs, finish);
      const sent = { origin, path, method: hop.method, headers, body };
      this.agent(request.connectTimeoutMs).dispatch(sent, collector);
    });
  }

  private agent(connectTimeoutMs: number): Agent {
    const known = this.agents.get(connectTimeoutMs);
    if (known !== undefined) return known;
    const { policy, authorities } = this.settings;
    const made = new Agent({
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
      connect: {
        lookup: checkedLookup(policy),
        timeout: connectTimeoutMs,
        ...(authorities === undefined ? {} : { ca: [...authorities] }),
      },
    });
    this.agents.set(connectTimeoutMs, made);
    return made;
  }

  /** Where a URL leads to: parsed, and checked where it spells out an address. The answer never changes. */
  private target(text: string): Target {
    const known = this.targets.get(text);
    if (known !== undefined) return known;
    const url = new URL(text);
    const address = literalAddress(url.hostname);
    const verdict = address === null ? null : checkAddress(address, this.settings.policy);
    const refused = verdict?.allowed === false ? verdict.reason : null;
    const made = { origin: url.origin, path: requestTarget(text), refused };
    if (this.targets.size >= TARGETS_MAX) this.targets.clear();
    this.targets.set(text, made);
    return made;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }
}

function tooMany(redirects: readonly Redirect[]): SendResult {
  return { kind: 'error', error: `more than ${redirects.length} redirects`, redirects };
}
