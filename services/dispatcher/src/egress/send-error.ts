/** One sentence for the log about a request that got no answer. */
export function describeSendError(error: Error, timeoutMs: number): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const [first] = error instanceof AggregateError ? error.errors : [];
  if (first instanceof Error) return describeSendError(first, timeoutMs);
  if (code.startsWith('ERR_SSL_'))
    return `TLS with the endpoint failed (${code}): does it speak TLS on this port?`;
  return SENTENCES[code]?.(timeoutMs) ?? `the request failed: ${error.message.split('\n')[0]}`;
}

const SENTENCES: Readonly<Record<string, (timeoutMs: number) => string>> = {
  ECONNREFUSED: () => 'the endpoint refused the connection',
  ECONNRESET: () => 'the endpoint reset the connection',
  EPIPE: () => 'the endpoint closed the connection while the request was sent',
  ENOTFOUND: () => 'the host name has no address',
  EAI_AGAIN: () => 'the host name could not be resolved for now',
  EHOSTUNREACH: () => 'there is no route to the endpoint',
  ENETUNREACH: () => 'there is no route to the endpoint',
  ETIMEDOUT: (ms) => `no connection within ${ms} ms`,
  UND_ERR_CONNECT_TIMEOUT: (ms) => `no connection within ${ms} ms`,
  UND_ERR_HEADERS_OVERFLOW: () => 'the endpoint answered with more headers than are read',
  UND_ERR_SOCKET: () => 'the endpoint closed the connection without an answer',
  CERT_HAS_EXPIRED: () => 'the TLS certificate of the endpoint has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: () => 'the TLS certificate of the endpoint is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () => 'the TLS certificate of the endpoint cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: () => 'the TLS certificate of the endpoint is for another host name',
};
