import { isSigningKey, signingKey } from './signing-key.js';

const PREFIX = 'whsec_';
const BYTES_MIN = 24;
const BYTES_MAX = 64;

/**
 * The key bytes of a `whsec_<base64>` secret; null when it is not one. The Standard Webhooks specification asks
 * for 24 to 64 bytes.
 */
export function secretKey(secret: string): Buffer | null {
  if (!secret.startsWith(PREFIX)) return null;
  const encoded = secret.slice(PREFIX.length);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0) return null;
  const key = Buffer.from(encoded, 'base64');
  return key.length >= BYTES_MIN && key.length <= BYTES_MAX ? key : null;
}

/** Why a text is not a Standard Webhooks secret nor a signing key, or null when it is. */
export function secretProblem(secret: string): string | null {
  if (isSigningKey(secret))
    return signingKey(secret) === null
      ? 'must be whsk_ and an Ed25519 key in base64: 32 bytes, or 64 with its public key behind it'
      : null;
  if (secretKey(secret) !== null) return null;
  return `must be whsec_ and ${BYTES_MIN} to ${BYTES_MAX} bytes in base64; a subscription that is created without one gets one`;
}

/** The `whsec_` form of random key bytes. */
export function encodeSecret(random: Uint8Array): string {
  return PREFIX + Buffer.from(random).toString('base64');
}
