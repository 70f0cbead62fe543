import { endpointUrlProblem, hiddenUrl, type AddressPolicy, type UrlLimits } from '@deskhook/domain';
import type { Fault } from './faults.js';

const NOTHING: Fault = {
  detail: 'Cannot be blank',
  errors: [{ pointer: '/urls', detail: 'must name at least one URL' }],
};

/**
 * What is wrong with URLs as endpoints, in the words of the vendors' own forms (dialects page, section 2b), and each
 * URL's reason beside them. Host names are judged later, by their addresses.
 */
export function urlFaults(urls: readonly string[], limits: UrlLimits, policy: AddressPolicy): Fault[] {
  if (urls.length === 0) return [NOTHING];
  const refused = urls.flatMap((url, index) => {
    const problem = endpointUrlProblem(url, policy, limits);
    return problem === null ? [] : [{ url, pointer: `/urls/${index}`, detail: problem }];
  });
  if (refused.length === 0) return [];
  const list = refused.map(({ url }) => (url === '' ? 'Blank URL' : withoutSecrets(url))).join(', ');
  const errors = refused.map(({ pointer, detail }) => ({ pointer, detail }));
  return [{ detail: `Invalid URLs: ${list}`, errors }];
}

/** Whether one of the URLs leads to an origin (scheme, host and port) that none of those before has. */
export function addsOrigin(before: readonly string[], urls: readonly string[]): boolean {
  const known = new Set(before.map(originOf));
  return urls.some((url) => !known.has(originOf(url)));
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

const USER_AND_PASSWORD = /^([a-z][a-z\d+.-]*:\/\/)[^/?#\\]*@/i;

/** Error texts travel further than answers: into tickets, chats and logs of clients. */
function withoutSecrets(url: string): string {
  return hiddenUrl(url.replace(USER_AND_PASSWORD, '$1[hidden]@'));
}
