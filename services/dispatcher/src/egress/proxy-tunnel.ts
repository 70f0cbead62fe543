import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { isIPv6, type Socket } from 'node:net';
import { EgressProxyError } from './egress-error.js';
import type { ProxyServer } from './proxy-server.js';

const HEADER_BYTES_MAX = 16 * 1024;
/** So many of a name's addresses are tried. */
const ADDRESSES_MAX = 3;
/** Answers that may be about one address only. */
const UNREACHABLE: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * A connection to one of the addresses (checked by the caller), opened by the proxy with HTTP CONNECT (RFC 9110, section
 * 9.3.6). The proxy is told the address, not the name: it has nothing to look up. Throws `EgressProxyError`, and what
 * the signal was aborted with.
 */
export async function openTunnel(
  proxy: ProxyServer,
  addresses: readonly string[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  let failure: unknown = new EgressProxyError('the host name has no address');
  for (const address of addresses.slice(0, ADDRESSES_MAX)) {
    const answer = await connect(
      proxy,
      isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`,
      signal,
    );
    if (!('code' in answer)) return answer.socket;
    failure = new EgressProxyError(refusal(answer.code));
    if (!UNREACHABLE.has(answer.code)) break;
  }
  throw failure;
}

type Answer = { readonly socket: Socket } | { readonly code: number };

function connect(proxy: ProxyServer, authority: string, signal: AbortSignal): Promise<Answer> {
  const { host, port, authorization } = proxy;
  const headers = {
    host: authority,
    ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
  };
  const asked = request({
    host,
    port,
    method: 'CONNECT',
    path: authority,
    headers,
    signal,
    agent: false,
    setHost: false,
    maxHeaderSize: HEADER_BYTES_MAX,
  });
  return answerTo(asked, signal);
}

function answerTo(asked: ClientRequest, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    asked.on('connect', ({ statusCode: code = 0 }: IncomingMessage, socket: Socket, head: Buffer) => {
      if (code >= 200 && code < 300) {
        if (head.length > 0) socket.unshift(head);
        return resolve({ socket });
      }
      socket.destroy();
      resolve({ code });
    });
    asked.on('response', (response) => {
      response.destroy();
      resolve({ code: response.statusCode ?? 0 });
    });
    asked.on('error', (cause) => {
      if (signal.aborted) reject(signal.reason);
      else reject(new EgressProxyError(`the outbound proxy cannot be used (${codeOf(cause)})`, { cause }));
    });
    asked.end();
  });
}

function refusal(code: number): string {
  if (code === 407) return 'the outbound proxy refused our credentials (407)';
  return `the outbound proxy answered ${code} and opened no connection`;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
