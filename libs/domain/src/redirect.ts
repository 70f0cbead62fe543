import { endpointUrlProblem } from './endpoint-url.js';
import type { AddressRange } from './address-policy.js';

/** One request of a chain of redirects. */
export interface Hop {
  readonly url: string;
  readonly method: 'POST' | 'GET';
}

/** What an answer means for the chain. */
export type RedirectStep =
  | { readonly kind: 'answer' }
  | { readonly kind: 'follow'; readonly hop: Hop; readonly isSameHost: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

export interface RedirectRules {
  readonly httpsOnly: boolean;
  readonly allow: readonly AddressRange[];
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
  const problem = endpointUrlProblem(next.href, rules.allow);
  if (problem !== null)
    return { kind: 'refused', reason: `the redirect to ${next.origin} is refused: ${problem}` };
  if (rules.httpsOnly && next.protocol !== 'https:')
    return { kind: 'refused', reason: `the redirect to ${next.origin} is refused: only https is allowed` };
  const method = BECOMES_GET.has(answer.code) ? 'GET' : hop.method;
  return { kind: 'follow', hop: { url: next.href, method }, isSameHost: isSameHost(hop.url, next) };
}

/** Whether what was meant for the one may be told to the other: the same host, and not out of TLS. */
function isSameHost(from: string, to: URL): boolean {
  const before = new URL(from);
  const staysSafe = before.protocol !== 'https:' || to.protocol === 'https:';
  return staysSafe && before.hostname === to.hostname;
}
