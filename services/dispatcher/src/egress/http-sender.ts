import {
  endpointUrlProblem,
  redirectAfter,
  requestTarget,
  type AddressPolicy,
  type Hop,
} from '@deskhook/domain';
import { AgentPools } from './agent-pools.js';
import { CheckedNames } from './checked-names.js';
import type { ClientCertificate, ConnectionSettings } from './connector.js';
import { NameResolver } from './name-resolver.js';
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
  /** Client certificate for mutual TLS: like private headers, for the URL's host and no other. */
  readonly client: ClientCertificate | null;
  /** Bytes of the answer's body that are kept; absent: as many as the log keeps. */
  readonly answerBytesMax?: number;
}

/** One request of a chain of redirects, and what its server may be told. */
interface Step {
  readonly hop: Hop;
  readonly headers: Readonly<Record<string, string>>;
  readonly client: ClientCertificate | null;
}

interface Target {
  readonly origin: string;
  readonly path: string;
  /** Why the network policy forbids it, or null. */
  readonly refused: string | null;
}

export interface SenderSettings extends Omit<ConnectionSettings, 'names'> {
  readonly policy: AddressPolicy;
  /** Empty: those of the system. */
  readonly nameServers: readonly string[];
}

const TARGETS_MAX = 10_000;

/** The only place that outbound requests leave from: keep-alive pools, checked addresses, capped answers. */
export class HttpSender {
  private readonly pools: AgentPools;
  private readonly targets = new Map<string, Target>();

  constructor(private readonly settings: SenderSettings) {
    const names = new CheckedNames(new NameResolver(settings.nameServers), settings.policy);
    this.pools = new AgentPools({ ...settings, names });
  }

  /**
   * Sends a POST, follows redirects as far as the request allows, and gives what came back at the end. Never throws for
   * what the endpoint or the network does.
   */
  send(request: OutboundRequest): Promise<SendResult> {
    const { url, headers, client } = request;
    const first: Step = { hop: { url, method: 'POST' }, headers, client };
    if (request.maxRedirects === 0) return this.exchange(first, request, request.timeoutMs);
    return this.follow(first, request);
  }

  private async follow(first: Step, request: OutboundRequest): Promise<SendResult> {
    const endsAt = performance.now() + request.timeoutMs;
    const rules = { httpsOnly: request.httpsOnly, policy: this.settings.policy };
    const redirects: Redirect[] = [];
    let step = first;
    for (;;) {
      const leftMs = Math.max(1, endsAt - performance.now());
      const result = await this.exchange(step, request, leftMs);
      if (result.kind === 'error') return { ...result, redirects };
      const answer = { code: result.code, location: result.headers['location'] };
      const next = redirectAfter(step.hop, answer, rules);
      if (next.kind === 'answer') return { ...result, redirects };
      if (next.kind === 'refused')
        return { kind: 'error', error: next.reason, failure: 'forbidden', redirects };
      if (redirects.length === request.maxRedirects) return tooMany(redirects);
      redirects.push({ code: result.code, url: next.hop.url });
      const headers = headersForHop(step.headers, next, request.privateHeaders);
      step = { hop: next.hop, headers, client: next.isSameServer ? step.client : null };
    }
  }

  private exchange(
    { hop, headers, client }: Step,
    request: OutboundRequest,
    leftMs: number,
  ): Promise<SendResult> {
    const { origin, path, refused } = this.target(hop.url);
    if (refused !== null)
      return Promise.resolve({ kind: 'error', error: refused, failure: 'forbidden', redirects: [] });
    const body = hop.method === 'POST' ? request.body : null;
    return new Promise((finish) => {
      const collector = new ResponseCollector(leftMs, request, finish);
      const sent = { origin, path, method: hop.method, headers, body };
      this.pools.agent(request.connectTimeoutMs, client).dispatch(sent, collector);
    });
  }

  /** Where a URL leads to, judged once more by the policy of today. The answer never changes. */
  private target(text: string): Target {
    const known = this.targets.get(text);
    if (known !== undefined) return known;
    const refused = endpointUrlProblem(text, this.settings.policy);
    const made = refused === null ? { ...addressed(text), refused } : { origin: '', path: '', refused };
    if (this.targets.size >= TARGETS_MAX) this.targets.clear();
    this.targets.set(text, made);
    return made;
  }

  /** Ends every connection, also those that a request is on. */
  close(): Promise<void> {
    return this.pools.destroy();
  }
}

/** A trailing dot is for name servers: neither the `host` header nor a certificate has one. */
function addressed(text: string): Pick<Target, 'origin' | 'path'> {
  const url = new URL(text);
  url.hostname = url.hostname.replace(/\.$/, '');
  return { origin: url.origin, path: requestTarget(text) };
}

function tooMany(redirects: readonly Redirect[]): SendResult {
  const error = `more than ${redirects.length} redirects`;
  return { kind: 'error', error, failure: 'other', redirects };
}
