import ipaddr from 'ipaddr.js';
import { checkAddress, type AddressPolicy } from './address-policy.js';

export const URL_LENGTH_MAX = 2048;

/** Splits one text of URLs at commas, semicolons and white space (contract, section 3; SupportBee's URL field). */
export function splitUrls(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

/** What a dialect demands of the URLs that it sends to. */
export interface UrlLimits {
  readonly urlLengthMax: number;
  readonly httpsOnly: boolean;
}
const ANY_URL: UrlLimits = { urlLengthMax: URL_LENGTH_MAX, httpsOnly: false };

/** Why a text cannot be an endpoint's URL, or null when it can. Host names are judged later, by their addresses. */
export function endpointUrlProblem(
  text: string,
  policy: AddressPolicy,
  { urlLengthMax, httpsOnly }: UrlLimits = ANY_URL,
): string | null {
  if (text === '') return 'is blank';
  const lengthMax = Math.min(urlLengthMax, URL_LENGTH_MAX);
  if (text.length > lengthMax) return `longer than ${lengthMax} characters`;
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//i.test(text)) return 'not an absolute http or https URL';
  if (httpsOnly && url.protocol !== 'https:') return 'this dialect only sends to https';
  if (url.username !== '' || url.password !== '')
    return 'user and password belong into "auth", not into the URL';
  if (url.hash !== '') return 'a fragment (#…) is never sent: leave it out';
  return hostProblem(url.hostname, policy);
}

/** The IP address that a URL's host spells out, or null for a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : null;
}

function hostProblem(hostname: string, policy: AddressPolicy): string | null {
  const host = hostname.replace(/\.$/, '').toLowerCase();
  if (host.split('.').includes('')) return 'not a host name: it has an empty part between dots';
  const address = host === 'localhost' || host.endsWith('.localhost') ? '127.0.0.1' : literalAddress(host);
  if (address === null) return null;
  const verdict = checkAddress(address, policy);
  return verdict.allowed ? null : verdict.reason;
}
