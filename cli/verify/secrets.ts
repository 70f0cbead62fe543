import { createHmac, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { signingKey, type Dialect } from '@deskhook/dialects';
import { asItIs, fault, type Form } from './diagnosis.js';
import type { SecretForm } from './search.js';
import { keyForms, textForms } from './secret-forms.js';
import { singleToken } from './signature-forms.js';

const PUBLIC_PREFIX = 'whpk_';
/** What stands before an Ed25519 key in SPKI (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PUBLIC_BYTES = 32;

/** The keys of Standard Webhooks that a text may stand for: `whsec_` for v1, `whpk_` or `whsk_` for v1a. */
export function standardSecrets(text: string, secret: number): readonly SecretForm[] {
  const asymmetric = textForms(text).flatMap(publicKeys);
  if (asymmetric.length > 0)
    return asymmetric.map((form) => ({
      secret,
      changed: form.changed,
      version: 'v1a',
      matches: asymmetricCheck(form.value),
    }));
  return keyForms(text).map(({ value, changed }) => ({
    secret,
    changed,
    version: 'v1',
    matches: hmacCheck(value),
  }));
}

/** The secrets of a dialect that signs the body alone, by the dialect's own signer. */
export function bodySecrets(
  dialect: Dialect,
  header: string,
  text: string,
  secret: number,
): readonly SecretForm[] {
  return textForms(text).map(({ value, changed }) => {
    const sign = dialect.signer([value]);
    const matches = remembered((_prefix, body) => {
      const signed = sign({ deliveryId: '', at: 0, body })[header] ?? '';
      return singleToken(signed).bytes[0]?.value ?? Buffer.alloc(0);
    });
    return { secret, changed, version: '', matches };
  });
}

/** The header that this secret makes of Standard Webhooks' content; null for a key that only checks. */
export function standardSignature(secret: string, prefix: string, body: Uint8Array): string | null {
  const [key] = keyForms(secret);
  if (key === undefined || standardSecrets(secret, 1)[0]?.version !== 'v1') return null;
  return `v1,${createHmac('sha256', key.value).update(prefix).update(body).digest('base64')}`;
}

function hmacCheck(key: Buffer): SecretForm['matches'] {
  return remembered((prefix, body) => createHmac('sha256', key).update(prefix).update(body).digest());
}

/** Several signatures are held against the same content, one after the other. */
function remembered(digest: (prefix: string, body: Uint8Array) => Buffer): SecretForm['matches'] {
  let last: { readonly prefix: string; readonly body: Uint8Array; readonly digest: Buffer } | null = null;
  return (prefix, body, signature) => {
    if (last?.prefix !== prefix || last.body !== body) last = { prefix, body, digest: digest(prefix, body) };
    return last.digest.equals(signature);
  };
}

function asymmetricCheck(key: KeyObject): SecretForm['matches'] {
  return (prefix, body, signature) =>
    verify(null, Buffer.concat([Buffer.from(prefix), body]), key, signature);
}

function publicKeys({ value, changed }: Form<string>): readonly Form<KeyObject>[] {
  const pair = signingKey(value);
  if (pair !== null) {
    const leaked = fault(
      'secret-private',
      'this is the private key, which the sender alone should have',
      'give receivers the public half, whpk_…, and make a new key',
    );
    return [{ value: createPublicKey(pair.privateKey), changed: leaked }];
  }
  if (!value.startsWith(PUBLIC_PREFIX)) return [];
  const bytes = Buffer.from(value.slice(PUBLIC_PREFIX.length), 'base64');
  if (bytes.length !== PUBLIC_BYTES) return [];
  const key = createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });
  return [changed === null ? asItIs(key) : { value: key, changed }];
}
