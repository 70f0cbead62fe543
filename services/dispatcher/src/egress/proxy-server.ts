/** A proxy that opens tunnels by HTTP CONNECT. */
export interface ProxyServer {
  readonly host: string;
  readonly port: number;
  /** Value of `proxy-authorization`; null: the proxy asks for none. Never logged. */
  readonly authorization: string | null;
}

/** Reads `http://[user:password@]host:port`; null when it is something else. */
export function parseProxy(text: string): ProxyServer | null {
  const url = URL.parse(text);
  if (
    url === null ||
    url.protocol !== 'http:' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== ''
  )
    return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const authorization = authorizationOf(url);
  if (host === '' || authorization === undefined) return null;
  return { host, port: url.port === '' ? 80 : Number(url.port), authorization };
}

/** Undefined: the user or the password is not percent-encoded as URLs have it. */
function authorizationOf({ username, password }: URL): string | null | undefined {
  if (username === '' && password === '') return null;
  try {
    const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(plain).toString('base64')}`;
  } catch {
    return undefined;
  }
}
