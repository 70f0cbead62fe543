/** The network policy forbids what a host name or address leads to. */
export class EgressRefusedError extends Error {
  override readonly name = 'EgressRefusedError';
}

/** The proxy that requests go through did not open the way. Says nothing of its credentials. */
export class EgressProxyError extends Error {
  override readonly name = 'EgressProxyError';
}
