import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { SigningSecrets, SignInput } from '../dialect.js';
import { secretKey } from './secret.js';

/**
 * Standard Webhooks signing (standardwebhooks.com, "Signature scheme"): HMAC-SHA256 over `id.timestamp.body`, one
 * `v1,<base64>` for each valid secret. The timestamp is the attempt's, so the header differs between attempts.
 */
export function standardSigner(secrets: SigningSecrets): (input: SignInput) => Record<string, string> {
  // A key object is prepared once; with a buffer each signature would prepare it again, at five times the cost.
  const keys = secrets.map((secret) => createSecretKey(requireKey(secret)));
  return ({ deliveryId, at, body }) => {
    const timestamp = String(Math.floor(at / 1000));
    const headers: Record<string, string> = { 'webhook-id': deliveryId, 'webhook-timestamp': timestamp };
    if (keys.length === 0) return headers;
    const prefix = `${deliveryId}.${timestamp}.`;
    headers['webhook-signature'] = keys.map((key) => `v1,${signature(key, prefix, body)}`).join(' ');
    return headers;
  };
}

function signature(key: KeyObject, prefix: string, body: Uint8Array): string {
  return createHmac('sha256', key).update(prefix).update(body).digest('base64');
}

function requireKey(secret: string): Buffer {
  const key = secretKey(secret);
  if (key === null) throw new TypeError('a stored signing secret is not in the whsec_ form');
  return key;
}
