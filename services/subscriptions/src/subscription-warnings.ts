import type { Subscription } from '@deskhook/contracts';
import { dialect, type DialectName } from '@deskhook/dialects';

/** Dialects whose receivers cannot take a URL with a query, and why (dialects page, section 5a). */
const QUERY_WARNINGS: Readonly<Partial<Record<DialectName, string>>> = {
  shahiassist:
    'Laravel receivers that verify `$request->all()` will refuse it, since Laravel merges the query into it',
};

/** What does not leave the machine; URLs write addresses in one form only. */
const LOOPBACK = /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/;

interface Judged extends Pick<Subscription, 'dialect' | 'urls' | 'secretSource'> {
  /** Its own secrets that a rotation has left valid, the current one among them. */
  readonly validSecrets: number;
}

/** What of a subscription is allowed and better avoided, in sentences that name of a URL no more than its host. */
export function subscriptionWarnings({ dialect: name, urls, secretSource, validSecrets }: Judged): string[] {
  const parsed = urls.flatMap((text) => URL.parse(text) ?? []);
  const ofUrls = parsed.flatMap((url) => [...encryptionWarnings(url), ...queryWarnings(name, url)]);
  const isUnsigned = secretSource === 'none' && dialect(name).signsByDefault;
  return [
    ...new Set([
      ...ofUrls,
      ...(isUnsigned ? [unsigned(name)] : []),
      ...(validSecrets > 1 && dialect(name).signsOnce === true ? [rotating(name)] : []),
    ]),
  ];
}

function encryptionWarnings({ protocol, hostname, origin }: URL): string[] {
  const isInTheClear = protocol === 'http:' && !LOOPBACK.test(hostname);
  return isInTheClear ? [`what goes to ${origin} is sent unencrypted: use https`] : [];
}

function queryWarnings(name: DialectName, { search, origin }: URL): string[] {
  const why = QUERY_WARNINGS[name];
  return why === undefined || search === '' ? [] : [`the URL at ${origin} has a query string: ${why}`];
}

function unsigned(name: DialectName): string {
  return `it goes out unsigned, though the dialect ${name} signs: without a secret receivers cannot tell who sent it`;
}

function rotating(name: DialectName): string {
  return `its secret was rotated, and the dialect ${name} has room for one signature: receivers must know the new secret now`;
}
