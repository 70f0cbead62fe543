import { hash } from 'node:crypto';
import { z } from 'zod';
import type { TokenClient } from './authorization.js';
import type { HttpSender, OutboundRequest } from './http-sender.js';
import { USER_AGENT } from './request-headers.js';
import type { SendResult } from './response-collector.js';
import type { FailureClass } from './send-error.js';

/** Why there is no token: one sentence for the log, and its class. */
export interface TokenFailure {
  readonly kind: 'error';
  readonly error: string;
  readonly failure: FailureClass;
}

export type TokenResult = { readonly kind: 'token'; readonly token: string } | TokenFailure;

type TokenLimits = Pick<OutboundRequest, 'timeoutMs' | 'connectTimeoutMs'>;

interface KeptToken {
  readonly token: string;
  readonly until: number;
}

const TOKENS_MAX = 10_000;
const ANSWER_BYTES_MAX = 64 * 1024;
const TOKEN_LENGTH_MAX = 16 * 1024;
const FETCH_MS_MAX = 10_000;
/** Of a token that does not say how long it is valid (RFC 6749, section 5.1). */
const DEFAULT_LIFE_SECONDS = 300;
const LIFE_SECONDS_MAX = 86_400;
/** A token is not used in the last part of its life: clocks differ, and requests take a while. */
const MARGIN_MS_MAX = 60_000;
const MARGIN_SHARE = 0.1;

const answerSchema = z.object({
  access_token: z
    .string()
    .max(TOKEN_LENGTH_MAX)
    .regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i, 'only bearer tokens can be sent'),
  expires_in: z.coerce.number().positive().max(LIFE_SECONDS_MAX).catch(DEFAULT_LIFE_SECONDS).optional(),
});
const refusalSchema = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

/**
 * Access tokens by client credentials (RFC 6749, section 4.4). A token is kept until shortly before it expires and is asked for once
 * however many requests wait for it. The token endpoint is reached like any endpoint: checked addresses, proxy,
 * verified TLS, capped answers; redirects are not followed.
 */
export class AccessTokens {
  /** By a hash of all that makes a difference, the client's secret among it. */
  private readonly kept = new Map<string, KeptToken>();
  private readonly asked = new Map<string, Promise<TokenResult>>();

  constructor(private readonly sender: HttpSender) {}

  async token(client: TokenClient, limits: TokenLimits): Promise<TokenResult> {
    const key = keyOf(client);
    const kept = this.kept.get(key);
    if (kept !== undefined && kept.until > performance.now()) return { kind: 'token', token: kept.token };
    const running =
      this.asked.get(key) ?? this.fetch(key, client, limits).finally(() => this.asked.delete(key));
    this.asked.set(key, running);
    return running;
  }

  /** A token that the receiver refused is not used again; another that came meanwhile is. */
  forget(client: TokenClient, token: string): void {
    const key = keyOf(client);
    if (this.kept.get(key)?.token === token) this.kept.delete(key);
  }

  private async fetch(key: string, client: TokenClient, limits: TokenLimits): Promise<TokenResult> {
    const begun = performance.now();
    const answer = await this.sender.send(tokenRequest(client, limits));
    const granted = grantOf(answer);
    if (granted.kind === 'error') return { ...granted, error: `there is no access token: ${granted.error}` };
    const lifeMs = granted.lifeSeconds * 1000;
    const until = begun + lifeMs - Math.min(MARGIN_MS_MAX, lifeMs * MARGIN_SHARE);
    if (this.kept.size >= TOKENS_MAX) this.kept.clear();
    this.kept.set(key, { token: granted.token, until });
    return { kind: 'token', token: granted.token };
  }
}

function keyOf(client: TokenClient): string {
  return hash('sha256', JSON.stringify(client), 'base64url');
}

function tokenRequest(client: TokenClient, limits: TokenLimits): OutboundRequest {
  const { tokenUrl: url, clientId, clientSecret, scopes, audience, clientAuthentication } = client;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  if (audience !== null) form.set('audience', audience);
  if (clientAuthentication === 'body') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const body = Buffer.from(form.toString());
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
    accept: 'application/json',
    'user-agent': USER_AGENT,
    ...(clientAuthentication === 'basic' ? { authorization: basic(clientId, clientSecret) } : {}),
  };
  return {
    url,
    headers,
    privateHeaders: [],
    body,
    timeoutMs: Math.min(limits.timeoutMs, FETCH_MS_MAX),
    connectTimeoutMs: limits.connectTimeoutMs,
    maxRedirects: 0,
    httpsOnly: false,
    client: null,
    answerBytesMax: ANSWER_BYTES_MAX,
  };
}

/** RFC 6749, section 2.3.1: both parts are form-encoded first. */
function basic(clientId: string, clientSecret: string): string {
  const encoded = [clientId, clientSecret].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  );
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}

type Grant = { readonly kind: 'grant'; readonly token: string; readonly lifeSeconds: number } | TokenFailure;

/** What the token endpoint says is told only as far as it cannot be a secret. */
function grantOf(answer: SendResult): Grant {
  if (answer.kind === 'error') return refused(`the token endpoint: ${answer.error}`, answer.failure);
  const body = parsed(answer.body);
  if (answer.code !== 200) {
    const refusal = refusalSchema.safeParse(body);
    const why = refusal.success ? ` (${refusal.data.error})` : '';
    return refused(`the token endpoint answered ${answer.code}${why}`);
  }
  const granted = answerSchema.safeParse(body);
  if (!granted.success) return refused('the token endpoint answered with no bearer token');
  const { access_token: token, expires_in: lifeSeconds = DEFAULT_LIFE_SECONDS } = granted.data;
  return { kind: 'grant', token, lifeSeconds };
}

function refused(error: string, failure: FailureClass = 'other'): TokenFailure {
  return { kind: 'error', error, failure };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
