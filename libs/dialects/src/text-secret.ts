const LENGTH_MAX = 255;
/** Control characters, and half surrogate pairs, which UTF-8 cannot carry. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Why a text cannot be a secret that is typed into a vendor's form; null when it can. */
export function textSecretProblem(secret: string): string | null {
  if (secret.length > 0 && Array.from(secret).length <= LENGTH_MAX && !UNPRINTABLE.test(secret)) return null;
  return `must be 1 to ${LENGTH_MAX} printable characters`;
}

/** Random bytes as letters and digits: nothing that a form, a shell or an HTML entity decoder could change. */
export function alphanumericSecret(random: Uint8Array): string {
  const base = BigInt(ALPHABET.length);
  const digits: string[] = [];
  // A leading one keeps zero bytes at the front from shortening the secret.
  for (let rest = BigInt(`0x01${Buffer.from(random).toString('hex')}`); rest > 0n; rest /= base)
    digits.push(ALPHABET.charAt(Number(rest % base)));
  return digits.join('');
}
