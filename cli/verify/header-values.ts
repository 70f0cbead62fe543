import { fault, type Finding } from './diagnosis.js';
import type { ReceivedRequest } from './received-request.js';

export interface HeaderValue {
  readonly value: string;
  readonly findings: readonly Finding[];
}

/** The value of a header; under another name that proxies and servers make of it, it is found, too, and that is said. */
export function headerValue({ headers }: ReceivedRequest, name: string): HeaderValue | null {
  const exact = headers.filter(([each]) => each.toLowerCase() === name);
  const [found] = exact.length > 0 ? exact : headers.filter(([each]) => plainName(each) === plainName(name));
  if (found === undefined) return null;
  const [written, value] = found;
  return { value, findings: [...renamed(name, written, exact.length > 0), ...repeated(name, exact)] };
}

function renamed(name: string, written: string, isExact: boolean): readonly Finding[] {
  if (isExact) return [];
  return [
    fault(
      'header-renamed',
      `the header ${name} came as ${written}: something between the sender and you renames headers`,
      `read ${name} where the request enters, or let the proxy pass its headers on unchanged`,
    ),
  ];
}

function repeated(name: string, exact: ReceivedRequest['headers']): readonly Finding[] {
  const values = new Set(exact.map(([, value]) => value));
  if (values.size < 2) return [];
  const detail = `the header ${name} is there ${exact.length} times with different values; the first was looked at`;
  return [fault('header-repeated', detail, 'find out who adds the others: Deskhook sends it once')];
}

/**
 * CGI writes HTTP_WEBHOOK_ID, others underscores, a prefix of their own or one that they forward under; Svix's libraries know
 * the headers of Standard Webhooks as svix-id and so on.
 */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^(http-|x-forwarded-|x-original-|x-(?=webhook))/, '')
    .replace(/^svix-(?=(id|timestamp|signature)$)/, 'webhook-');
}
