/** `standard`: `whsec_` and base64 (Standard Webhooks). `text`: what people can type into a vendor's form. */
export type SecretForm = 'standard' | 'text';

/** How many random bytes a new secret is made of. */
export const SECRET_BYTES = 32;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const STANDARD = /^whsec_[A-Za-z0-9+/]+={0,2}$/;
const BYTES_MIN = 24;
const BYTES_MAX = 64;
const TEXT_MAX = 255;

/** A secret of random bytes, as the API would write it. */
export function secretOf(form: SecretForm, random: Uint8Array): string {
  return form === 'standard' ? `whsec_${btoa(String.fromCharCode(...random))}` : alphanumeric(random);
}

/** Why a text cannot be a secret of this form; null when it can. */
export function secretProblem(form: SecretForm, secret: string): string | null {
  if (secret === '') return 'enter one, or generate it';
  if (form === 'text')
    return secret.length <= TEXT_MAX ? null : `must have at most ${TEXT_MAX} printable characters`;
  // A signing key of Ed25519: whether it is one, the API judges.
  if (secret.startsWith('whsk_')) return null;
  return STANDARD.test(secret) && isOfLength(secret.slice('whsec_'.length))
    ? null
    : `must be whsec_ and ${BYTES_MIN} to ${BYTES_MAX} bytes in base64`;
}

function isOfLength(base64: string): boolean {
  if (base64.length % 4 !== 0) return false;
  const bytes = atob(base64).length;
  return bytes >= BYTES_MIN && bytes <= BYTES_MAX;
}

/** The bytes as one number in the base of the alphabet; a leading one keeps zero bytes from shortening it. */
function alphanumeric(random: Uint8Array): string {
  const base = BigInt(ALPHABET.length);
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
  let text = '';
  for (let rest = BigInt(`0x01${hex}`); rest > 0n; rest /= base) text += ALPHABET.charAt(Number(rest % base));
  return text;
}
