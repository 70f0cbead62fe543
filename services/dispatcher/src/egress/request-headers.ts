import { VERSION } from '@deskhook/contracts';
import { requestHeaderProblem, type Hop } from '@deskhook/domain';

export const USER_AGENT = `Deskhook/${VERSION}`;

export interface RequestHeaderParts {
  /** The subscription's own headers. */
  readonly own: Readonly<Record<string, string>>;
  /** What the dialect adds. */
  readonly rendered: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly bodyBytes: number;
  readonly signature: Readonly<Record<string, string>>;
  readonly traceparent: string | null;
  /** How the request authenticates itself; null: not, or by a header of its own. */
  readonly authorization: string | null;
}

/**
 * Every header of a request as it goes out; what Deskhook sets wins over the subscription's own, of which those that it may
 * not set, by the rules of today, are left out.
 */
export function requestHeaders(parts: RequestHeaderParts): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(parts.own))
    if (requestHeaderProblem(name, value) === null) headers[name.toLowerCase()] = value;
  headers['content-type'] = parts.contentType;
  headers['content-length'] = String(parts.bodyBytes);
  headers['user-agent'] ??= parts.rendered['user-agent'] ?? USER_AGENT;
  headers['accept'] ??= '*/*';
  if (parts.traceparent !== null) headers['traceparent'] = parts.traceparent;
  for (const name in parts.rendered) if (name !== 'user-agent') headers[name] = parts.rendered[name] ?? '';
  if (parts.authorization !== null) headers['authorization'] = parts.authorization;
  return Object.assign(headers, parts.signature);
}

/** The same headers for the log: the subscription's own may be credentials, whatever they are called. */
export function loggedHeaders(
  headers: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const logged = { ...headers };
  if (logged['authorization'] !== undefined) logged['authorization'] = '[hidden]';
  for (const name in own)
    if (headers[name.toLowerCase()] === own[name]) logged[name.toLowerCase()] = '[redacted]';
  return logged;
}

const OF_A_BODY = ['content-type', 'content-length'];

/** The headers of the next request of a chain of redirects: another server does not hear what was meant for the first. */
export function headersForHop(
  headers: Readonly<Record<string, string>>,
  { hop, isSameServer }: { readonly hop: Hop; readonly isSameServer: boolean },
  privateNames: readonly string[],
): Record<string, string> {
  const dropped = [...(hop.method === 'GET' ? OF_A_BODY : []), ...(isSameServer ? [] : privateNames)];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.includes(name)));
}
