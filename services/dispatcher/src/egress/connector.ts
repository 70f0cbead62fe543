import type { Socket } from 'node:net';
import { types } from 'node:util';
import { buildConnector, errors } from 'undici';
import type { CheckedNames } from './checked-names.js';
import type { ProxyServer } from './proxy-server.js';
import { openTunnel } from './proxy-tunnel.js';

/** How connections are made, whoever they lead to. */
export interface ConnectionSettings {
  readonly names: CheckedNames;
  /** Null: connections are direct. */
  readonly proxy: ProxyServer | null;
  readonly tlsMin: '1.2' | '1.3';
  /** Certificates of authorities, in PEM, that are trusted; absent: the usual ones. */
  readonly authorities?: readonly string[];
}

/** Client certificate for mutual TLS, in PEM. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

type Connector = buildConnector.connector;

/**
 * Makes the connections of one pool: checked addresses, verified TLS, HTTP/1.1 (whose caps on answers hold), directly or
 * through the proxy. `timeoutMs` is for all of it: name, connection, proxy, TLS.
 */
export function connectorOf(
  settings: ConnectionSettings,
  client: ClientCertificate | null,
  timeoutMs: number,
): Connector {
  const { names, proxy, tlsMin, authorities } = settings;
  const connect = buildConnector({
    lookup: names.lookup,
    timeout: timeoutMs,
    allowH2: false,
    rejectUnauthorized: true,
    minVersion: `TLSv${tlsMin}`,
    ...(authorities === undefined ? {} : { ca: [...authorities] }),
    ...(client === null ? {} : { cert: client.certificate, key: client.key }),
  });
  return proxy === null ? checked(connect, names) : tunnelled(connect, settings.names, proxy, timeoutMs);
}

/** Looks at the address that the socket did connect to, whatever led it there. */
function checked(connect: Connector, names: CheckedNames): Connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const refused = names.refusal(socket.remoteAddress ?? 'unknown');
      if (refused === null) return callback(null, socket);
      socket.destroy();
      callback(refused, null);
    });
}

function tunnelled(
  connect: Connector,
  names: CheckedNames,
  proxy: ProxyServer,
  timeoutMs: number,
): Connector {
  return (options, callback) => {
    const isTls = options.protocol === 'https:';
    const port = options.port === '' ? (isTls ? 443 : 80) : Number(options.port);
    const signal = AbortSignal.timeout(timeoutMs);
    const late = new errors.ConnectTimeoutError(`no connection within ${timeoutMs} ms`);
    tunnel(names, proxy, { hostname: options.hostname, port }, signal)
      .then((socket) => (isTls ? overTls(connect, options, socket) : socket))
      .then((socket) => callback(null, socket))
      .catch((error: unknown) => callback(signal.aborted ? late : asError(error), null));
  };
}

function overTls(connect: Connector, options: buildConnector.Options, httpSocket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connect({ ...options, httpSocket }, (...[error, socket]) => {
      if (error === null) return resolve(socket);
      httpSocket.destroy();
      reject(error);
    });
  });
}

async function tunnel(
  names: CheckedNames,
  proxy: ProxyServer,
  { hostname, port }: { readonly hostname: string; readonly port: number },
  signal: AbortSignal,
): Promise<Socket> {
  const addresses = await names.addresses(hostname);
  signal.throwIfAborted();
  const socket = await openTunnel(proxy, addresses, port, signal);
  return socket.setNoDelay(true).setKeepAlive(true, 60_000);
}

function asError(error: unknown): Error {
  return types.isNativeError(error) ? error : new Error(String(error));
}
