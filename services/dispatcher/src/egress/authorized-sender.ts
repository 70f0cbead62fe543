import { AccessTokens, type TokenFailure } from './access-tokens.js';
import type { Authorization } from './authorization.js';
import { concealedAnswer } from './concealed-answer.js';
import type { HttpSender, OutboundRequest } from './http-sender.js';
import type { SendResult } from './response-collector.js';

/** A request that was made, or could not be for want of a token. */
export interface SentRequest {
  /** With that which it authenticated itself by: not for the log as they are. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without the credentials, where the receiver echoes them. */
  readonly result: SendResult;
  /** The access token that it carried. */
  readonly token: string | null;
}

type Granted =
  | { readonly kind: 'granted'; readonly credentials: string | null; readonly token: string | null }
  | TokenFailure;

const AUTHORIZATION = 'authorization';

/** Sends requests that authenticate themselves at the receiver. The time for the exchange counts from the token on. */
export class AuthorizedSender {
  private readonly tokens: AccessTokens;

  constructor(private readonly sender: HttpSender) {
    this.tokens = new AccessTokens(sender);
  }

  async send(request: OutboundRequest, authorization: Authorization): Promise<SentRequest> {
    const begun = performance.now();
    const granted = await this.grant(authorization, request);
    if (granted.kind === 'error') {
      const result: SendResult = { ...granted, redirects: [] };
      return { headers: request.headers, result, token: null };
    }
    const { credentials, token } = granted;
    const headers =
      credentials === null ? request.headers : { ...request.headers, [AUTHORIZATION]: credentials };
    const privateHeaders = [...request.privateHeaders, AUTHORIZATION];
    const timeoutMs = Math.max(1, request.timeoutMs - (token === null ? 0 : performance.now() - begun));
    const result = await this.sender.send({
      ...request,
      headers,
      privateHeaders,
      timeoutMs: Math.ceil(timeoutMs),
    });
    const secrets = privateHeaders.flatMap((name) => secretsIn(headers[name]));
    return { headers, result: concealedAnswer(result, secrets), token };
  }

  /** Whether an answer of 401 may be about a token that is no longer good: it is forgotten, and another try gets a new one. */
  renews(authorization: Authorization, { result, token }: Pick<SentRequest, 'result' | 'token'>): boolean {
    if (authorization.kind !== 'token' || token === null) return false;
    if (result.kind !== 'response' || result.code !== 401) return false;
    this.tokens.forget(authorization.client, token);
    return true;
  }

  private async grant(authorization: Authorization, request: OutboundRequest): Promise<Granted> {
    switch (authorization.kind) {
      case 'none':
        return { kind: 'granted', credentials: null, token: null };
      case 'fixed':
        return {
          kind: 'granted',
          credentials: `${authorization.scheme} ${authorization.credentials}`,
          token: null,
        };
      case 'token': {
        const result = await this.tokens.token(authorization.client, request);
        if (result.kind === 'error') return result;
        return { kind: 'granted', credentials: `Bearer ${result.token}`, token: result.token };
      }
      default:
        return authorization satisfies never;
    }
  }
}

/** A header's value, and what follows the scheme in it. */
function secretsIn(value: string | undefined): string[] {
  if (value === undefined) return [];
  const [, credentials] = /^(?:Basic|Bearer|Token) +(.+)$/i.exec(value) ?? [];
  return credentials === undefined ? [value] : [credentials];
}
