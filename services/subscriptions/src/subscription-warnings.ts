import type { Subscription } from '@deskhook/contracts';
import { dialect, type DialectName } from '@deskhook/dialects';
import { certificateWarnings } from './client-certificate.js';
import { deliveryWarnings } from './delivery-warnings.js';

/** Dialects whose receivers cannot take a URL with a query, and why (dialects page, section 5a). */
const QUERY_WARNINGS: Readonly<Partial<Record<DialectName, string>>> = {
  shahiassist:
    'Laravel receivers that verify `$request->all()` will refuse it, since Laravel merges the query into it',
};

/** What does not leave the machine; URLs write addresses in one form only. */
const LOOPBACK = /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/;

interface Judged extends Pick<
  Subscription,
  'dialect' | 'urls' | 'secretSource' | 'auth' | 'tls' | 'delivery'
> {
  /** Its own secrets that a rotation has left valid, the current one among them. */
  readonly validSecrets: number;
}

/**
 * What of a subscription is allowed and better avoided, in sentences that name of a URL no more than its host. `now` in
 * epoch milliseconds.
 */
export function subscriptionWarnings(judged: Judged, now: number): string[] {
  const { dialect: name, secretSource, validSecrets, auth, tls, delivery } = judged;
  const urls = judged.urls.flatMap((text) => URL.parse(text) ?? []);
  const isUnsigned = secretSource === 'none' && dialect(name).signsByDefault;
  return [
    ...new Set([
      ...urls.flatMap((url) => [...encryptionWarnings(url, auth), ...queryWarnings(name, url)]),
      ...tokenUrlWarnings(auth),
      ...(isUnsigned ? [unsigned(name)] : []),
      ...(validSecrets > 1 && dialect(name).signsOnce === true ? [rotating(name)] : []),
      ...(tls === null ? [] : certificateWarnings(tls.certificate, now)),
      ...(tls === null ? [] : urls.flatMap(certificateUnused)),
      ...deliveryWarnings(delivery),
    ]),
  ];
}

function encryptionWarnings(url: URL, auth: Subscription['auth']): string[] {
  if (!isInTheClear(url)) return [];
  const what = auth.type === 'none' ? 'what goes' : 'what goes, credentials included,';
  return [`${what} to ${url.origin} is sent unencrypted: use https`];
}

function tokenUrlWarnings(auth: Subscription['auth']): string[] {
  const url = auth.type === 'oauth2' ? URL.parse(auth.tokenUrl) : null;
  if (url === null || !isInTheClear(url)) return [];
  return [`the client secret goes to ${url.origin} unencrypted: use https`];
}

function certificateUnused({ protocol, origin }: URL): string[] {
  return protocol === 'https:' ? [] : [`its client certificate is not used at ${origin}: use https`];
}

function isInTheClear({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !LOOPBACK.test(hostname);
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
