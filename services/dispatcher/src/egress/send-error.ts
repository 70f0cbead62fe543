import { EgressProxyError, EgressRefusedError } from './egress-error.js';

/** What kept a request from an answer. */
export type FailureClass = 'timeout' | 'connection' | 'tls' | 'dns' | 'forbidden' | 'other';

interface SendLimits {
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** What kept a request that failed with this error from an answer. */
export function failureClass(error: Error): FailureClass {
  const [first] = error instanceof AggregateError ? error.errors : [];
  if (first instanceof Error) return failureClass(first);
  if (error instanceof EgressRefusedError) return 'forbidden';
  if (error instanceof EgressProxyError) return 'connection';
  return CLASSES.find(([pattern]) => pattern.test(codeOf(error)))?.[1] ?? 'other';
}

/** One sentence for the log about a request that got no answer. */
export function describeSendError(error: Error, limits: SendLimits): string {
  const [first] = error instanceof AggregateError ? error.errors : [];
  if (first instanceof Error) return describeSendError(first, limits);
  if (error instanceof EgressRefusedError || error instanceof EgressProxyError) return error.message;
  const code = codeOf(error);
  const sentence = SENTENCES[code] ?? KINDS.find(([pattern]) => pattern.test(code))?.[1];
  if (sentence !== undefined) return sentence;
  if (NO_CONNECTION.has(code))
    return `no connection within ${Math.min(limits.connectTimeoutMs, limits.timeoutMs)} ms`;
  if (code.startsWith('ERR_SSL_'))
    return `TLS with the endpoint failed (${code}): does it speak TLS on this port?`;
  if (error.name === 'HTTPParserError') return notHttp(error.message);
  return `the request failed: ${error.message.split('\n')[0]}`;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The parser says in brackets what it stumbled over. */
function notHttp(message: string): string {
  return `the endpoint did not answer in HTTP ${/\(.*\)/.exec(message)?.[0] ?? ''}`.trimEnd();
}

const NO_CONNECTION: ReadonlySet<string> = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the endpoint refused the connection',
  ECONNRESET: 'the endpoint reset the connection',
  EPIPE: 'the endpoint closed the connection while the request was sent',
  ENOTFOUND: 'the host name has no address',
  EAI_AGAIN: 'the host name could not be resolved for now',
  EHOSTUNREACH: 'there is no route to the endpoint',
  ENETUNREACH: 'there is no route to the endpoint',
  UND_ERR_HEADERS_OVERFLOW: 'the endpoint answered with more headers than are read',
  UND_ERR_SOCKET: 'the endpoint closed the connection without an answer',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the endpoint answered with another length than it stated',
  CERT_HAS_EXPIRED: 'the TLS certificate of the endpoint has expired',
  CERT_NOT_YET_VALID: 'the TLS certificate of the endpoint is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the TLS certificate of the endpoint is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the TLS certificate of the endpoint is of an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the TLS certificate of the endpoint is of an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the TLS certificate of the endpoint cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the TLS certificate of the endpoint is for another host name',
};

/** Alerts of TLS have a code for each version of the protocol. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /^ERR_SSL_.*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL)/,
    'the endpoint speaks no version of TLS that is allowed here',
  ],
  [
    /^ERR_SSL_.*ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|ACCESS_DENIED)/,
    'the endpoint did not accept the client certificate, or wants one',
  ],
];

const CLASSES: readonly (readonly [RegExp, FailureClass])[] = [
  [/TIMEDOUT$|_TIMEOUT$/, 'timeout'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'dns'],
  [/^(ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/, 'tls'],
  [/^(ECONN|EPIPE|EHOST|ENET|UND_ERR_SOCKET)/, 'connection'],
];
