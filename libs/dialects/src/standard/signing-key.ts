import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

const PREFIX = 'whsk_';
const PUBLIC_PREFIX = 'whpk_';
const SEED_BYTES = 32;
/** The seed, and the public key behind it, as many libraries write it. */
const PAIR_BYTES = 64;
/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410), and before its public key in SPKI. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_BYTES = 12;

/** An Ed25519 key that signs `v1a` (Standard Webhooks, "Asymmetric signatures"): only its public half verifies. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** `whpk_` and 32 bytes in base64: receivers need nothing else. */
  readonly publicKey: string;
}

/** Whether a text wants to be a signing key. */
export const isSigningKey = (secret: string): boolean => secret.startsWith(PREFIX);

/** The key of a `whsk_<base64>` text, of 32 bytes or of 64 whose end is the public key of the beginning; null when it is none. */
export function signingKey(secret: string): SigningKey | null {
  if (!isSigningKey(secret)) return null;
  const encoded = secret.slice(PREFIX.length);
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) return null;
  if (bytes.length !== SEED_BYTES && bytes.length !== PAIR_BYTES) return null;
  const seed = bytes.subarray(0, SEED_BYTES);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicBytes = publicBytesOf(privateKey);
  if (bytes.length === PAIR_BYTES && !bytes.subarray(SEED_BYTES).equals(publicBytes)) return null;
  return { privateKey, publicKey: PUBLIC_PREFIX + publicBytes.toString('base64') };
}

/** The `whsk_` form of a key that is made of 32 random bytes. */
export function encodeSigningKey(seed: Uint8Array): string {
  const key = signingKey(PREFIX + Buffer.from(seed).toString('base64'));
  if (key === null) throw new RangeError(`a signing key is made of ${SEED_BYTES} random bytes`);
  return PREFIX + Buffer.concat([seed, publicBytesOf(key.privateKey)]).toString('base64');
}

function publicBytesOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_BYTES);
}
