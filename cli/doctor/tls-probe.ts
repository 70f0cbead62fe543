import { connect as connectSocket, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates, type TLSSocket } from 'node:tls';
import { messageOf } from '../cli-error.js';

/** What an endpoint shows when one connects. Nothing is asked of it. */
export interface TlsFacts {
  readonly protocol: string;
  readonly subject: string;
  readonly issuer: string;
  readonly expiresAt: number;
  /** Why the certificate is not to be trusted; null when it is. */
  readonly problem: string | null;
}

export interface ProbeSettings {
  readonly timeoutMs: number;
  /** PEM, beside the usual authorities. */
  readonly authorities: string | null;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
}

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
  readonly authorization: string | null;
}

/** Connects to exactly this address. */
async function openSocket(address: string, port: number, timeoutMs: number): Promise<Socket> {
  const socket = connectSocket({ host: address, port });
  await happens(socket, 'connect', timeoutMs);
  return socket;
}

/** As the dispatcher does it: one address that does not answer, such as IPv6 where there is none, does not matter. */
export async function openFirst(
  addresses: readonly string[],
  port: number,
  timeoutMs: number,
): Promise<Socket> {
  const failures: string[] = [];
  for (const address of addresses) {
    try {
      return await openSocket(address, port, timeoutMs);
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  throw new Error(failures.join(', '));
}

/** Opens a tunnel by HTTP CONNECT. */
export async function openTunnel(proxy: ProxyAddress, target: string, timeoutMs: number): Promise<Socket> {
  const socket = await openSocket(proxy.host, proxy.port, timeoutMs);
  const login = proxy.authorization === null ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`);
  const answer = await firstLine(socket, timeoutMs);
  if (/^HTTP\/1\.[01] 2\d\d/.test(answer)) return socket;
  socket.destroy();
  throw new Error(`the proxy answers ${answer.slice(0, 80)}`);
}

/** Shakes hands and looks at the certificate, whether it is good or not. */
export async function probeTls(socket: Socket, hostname: string, settings: ProbeSettings): Promise<TlsFacts> {
  const tls = connectTls({
    socket,
    ...(isIP(hostname) === 0 ? { servername: hostname } : { host: hostname }),
    ...(settings.authorities === null ? {} : { ca: [...rootCertificates, settings.authorities] }),
    minVersion: settings.minVersion,
    rejectUnauthorized: false,
  });
  try {
    await happens(tls, 'secureConnect', settings.timeoutMs);
    return factsOf(tls);
  } finally {
    tls.destroy();
  }
}

function factsOf(tls: TLSSocket): TlsFacts {
  const { subject, issuer, valid_to: until } = tls.getPeerCertificate();
  const error: unknown = tls.authorizationError;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    protocol: tls.getProtocol() ?? 'unknown',
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    expiresAt: Date.parse(until),
    problem: tls.authorized ? null : reason,
  };
}

function nameOf(
  names: { readonly CN?: string | string[]; readonly O?: string | string[] } | undefined,
): string {
  return String(names?.CN ?? names?.O ?? 'nobody');
}

function happens(socket: Socket, event: 'connect' | 'secureConnect', timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = () => socket.destroy(new Error(`nothing happened within ${timeoutMs} ms`));
    const timer = setTimeout(late, timeoutMs);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    socket.once(event, () => settle(resolve));
    socket.once('error', (error) => settle(() => reject(error)));
    socket.once('close', () => settle(() => reject(new Error('the connection was closed'))));
  });
}

function firstLine(socket: Socket, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => socket.destroy(new Error(`the proxy said nothing within ${timeoutMs} ms`)),
      timeoutMs,
    );
    socket.once('data', (bytes) => {
      clearTimeout(timer);
      resolve(bytes.toString('latin1').split('\r\n', 1)[0] ?? '');
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
