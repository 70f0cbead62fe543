import { createHmac, createSecretKey, sign, type KeyObject } from 'node:crypto';
import type { SigningSecrets, SignInput } from '../dialect.js';
import { secretKey } from './secret.js';
import { signingKey } from './signing-key.js';

/**
 * Standard Webhooks signing (standardwebhooks.com, "Signature scheme"): HMAC-SHA256 over `id.timestamp.body`, one
 * `v1,<base64>` for each valid secret, and Ed25519 over the same, `v1a,<base64>`, for each signing key. The timestamp is the attempt's, so the header differs between attempts.
 */
export function standardSigner(secrets: SigningSecrets): (input: SignInput) => Record<string, string> {
  // A key object is prepared once; with a buffer each signature would prepare it again, at five times the cost.
  const signatures = secrets.map(signatureBy);
  return ({ deliveryId, at, body }) => {
    const timestamp = String(Math.floor(at / 1000));
    const headers: Record<string, string> = { 'webhook-id': deliveryId, 'webhook-timestamp': timestamp };
    if (signatures.length === 0) return headers;
    const prefix = `${deliveryId}.${timestamp}.`;
    headers['webhook-signature'] = signatures.map((signed) => signed(prefix, body)).join(' ');
    return headers;
  };
}

type Signature = (prefix: string, body: Uint8Array) => string;

function signatureBy(secret: string): Signature {
  const asymmetric = signingKey(secret);
  return asymmetric === null
    ? symmetricSignature(createSecretKey(requireKey(secret)))
    : asymmetricSignature(asymmetric.privateKey);
}

function symmetricSignature(key: KeyObject): Signature {
  return (prefix, body) => `v1,${createHmac('sha256', key).update(prefix).update(body).digest('base64')}`;
}

/** Ed25519 takes no parts: it reads what it signs twice. */
function asymmetricSignature(key: KeyObject): Signature {
  return (prefix, body) =>
    `v1a,${sign(null, Buffer.concat([Buffer.from(prefix), body]), key).toString('base64')}`;
}

function requireKey(secret: string): Buffer {
  const key = secretKey(secret);
  if (key === null) throw new TypeError('a stored signing secret is not in the whsec_ form');
  return key;
}
