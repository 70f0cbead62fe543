import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { ProblemError } from '@deskhook/contracts';

const CERTIFICATE = '/tls/certificate';
const KEY = '/tls/key';
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;
const DAY_MS = 86_400_000;
/** Renewing takes people and time. */
const WARN_DAYS = 30;

/** What is wrong with a client certificate and its private key, both in PEM. */
export function clientCertificateErrors(certificate: string, key: string, now: number): ProblemError[] {
  const chain = parseChain(certificate);
  if (typeof chain === 'string') return [{ pointer: CERTIFICATE, detail: chain }];
  const privateKey = parseKey(key);
  if (privateKey === null)
    return [{ pointer: KEY, detail: 'must be a private key in PEM, not protected by a passphrase' }];
  const own = chain[0];
  if (own?.checkPrivateKey(privateKey) !== true)
    return [{ pointer: KEY, detail: 'is not the key of the first certificate in `certificate`' }];
  if (own.validToDate.getTime() > now) return [];
  return [{ pointer: CERTIFICATE, detail: `expired at ${own.validToDate.toISOString()}: use a renewed one` }];
}

/** What will soon be wrong with a stored certificate, in sentences. */
export function certificateWarnings(certificate: string, now: number): string[] {
  const chain = parseChain(certificate);
  const own = typeof chain === 'string' ? undefined : chain[0];
  if (own === undefined) return [];
  const [from, to] = [own.validFromDate, own.validToDate];
  if (to.getTime() <= now)
    return [`its client certificate expired at ${to.toISOString()}: receivers will refuse it`];
  if (from.getTime() > now) return [`its client certificate is not valid before ${from.toISOString()}`];
  if (to.getTime() - now > WARN_DAYS * DAY_MS) return [];
  return [`its client certificate expires at ${to.toISOString()}: renew it before`];
}

/** The certificates in their order, or what keeps them from being read. A key among them would be shown to every reader. */
function parseChain(text: string): X509Certificate[] | string {
  const blocks = [...text.matchAll(BLOCK)];
  if (blocks.some(([, label]) => label !== 'CERTIFICATE'))
    return 'must hold certificates only: the private key belongs into `key`';
  if (blocks.length === 0)
    return 'must be a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----';
  try {
    return blocks.map(([block]) => new X509Certificate(block));
  } catch {
    return 'holds what is not an X.509 certificate: copy the PEM text again';
  }
}

function parseKey(text: string): KeyObject | null {
  try {
    return createPrivateKey(text);
  } catch {
    return null;
  }
}
