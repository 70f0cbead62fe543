import { endpointUrlProblem, URL_LENGTH_MAX } from './endpoint-url.js';
import type { AddressPolicy } from './address-policy.js';

/** One request of a chain of redirects. */
export interface Hop {
  readonly url: string;
  readonly method: 'POST' | 'GET';
}

/** What an answer means for the chain. */
export type RedirectStep =
  | { readonly kind: 'answer' }
  | { readonly kind: 'follow'; readonly hop: Hop; readonly isSameServer: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

export interface RedirectRules {
  readonly httpsOnly: boolean;
  readonly policy: AddressPolicy;
}

const FOLLOWED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** WordPress's browser compatibility: these turn a POST into a GET; the others keep it (dialects page, section 3). */
const BECOMES_GET: ReadonlySet<number> = new Set([302, 303]);

/** Decides by WordPress's rules whether an answer leads on, and checks where to. */
export function redirectAfter(
  hop: Hop,
  answer: { readonly code: number; readonly location: string | undefined },
  rules: RedirectRules,
): RedirectStep {
  if (!FOLLOWED.has(answer.code) || answer.location === undefined) return { kind: 'answer' };
  const next = URL.parse(answer.location, hop.url);
  if (next === null) return { kind: 'refused', reason: 'the redirect leads to something that is no URL' };
  next.hash = '';
  const limits = { urlLengthMax: URL_LENGTH_MAX, httpsOnly: rules.httpsOnly };
  const problem = endpointUrlProblem(next.href, rules.policy, limits);
  if (problem !== null)
    return { kind: 'refused', reason: `the redirect to ${next.origin} is refused: ${problem}` };
  const method = BECOMES_GET.has(answer.code) ? 'GET' : hop.method;
  return { kind: 'follow', hop: { url: next.href, method }, isSameServer: isSameServer(hop.url, next) };
}

/**
 * Whether what was meant for the one may be told to the other: the same host and port, or the same host from http to
 * https where both are the usual ones. Another port is another server (CVE-2022-27776 of curl).
 */
function isSameServer(from: string, to: URL): boolean {
  const before = new URL(from);
  if (before.origin === to.origin) return true;
  const isUpgrade = before.protocol === 'http:' && to.protocol === 'https:';
  return isUpgrade && before.port === '' && to.port === '' && before.hostname === to.hostname;
}
