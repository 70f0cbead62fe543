/** Every stretch of a text is looked up for each of these that a tenant needs, so there are few. Longest first. */
const LENGTHS_INSIDE = [12, 6, 3, 2, 1] as const;
/** Only one stretch of a text is: its first or last. Addresses and such are alike in more than a few characters. */
const LENGTHS_AT_ENDS = [64, 48, 32, 24, 20, 16, 14, 12, 10, 8, 6, 4, 3, 2, 1] as const;
const BASE = 0x01_00_01_93;

/** How many characters of an operand of this length a fingerprint covers; null for none. */
export function fingerprintLength(textLength: number, inside: boolean): number | null {
  const lengths: readonly number[] = inside ? LENGTHS_INSIDE : LENGTHS_AT_ENDS;
  return lengths.find((length) => length <= textLength) ?? null;
}

/** A 32-bit hash of `length` characters from `start`. Texts with the same characters there have the same. */
export function fingerprint(text: string, start: number, length: number): number {
  let hash = 0;
  for (let at = start; at < start + length; at++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

/**
 * Adds the fingerprints of a text's stretches of `length` characters that are wanted. Each follows from the one before
 * (Karp and Rabin, 1987).
 */
export function addFingerprints(text: string, length: number, wanted: Wanted, found: Set<number>): void {
  if (text.length < length) return;
  const leaving = power(length);
  let hash = fingerprint(text, 0, length);
  if (wanted.has(hash)) found.add(hash);
  for (let at = length; at < text.length; at++) {
    const shifted = Math.imul(hash, BASE) - Math.imul(leaving, text.charCodeAt(at - length));
    hash = (shifted + text.charCodeAt(at)) | 0;
    if (wanted.has(hash)) found.add(hash);
  }
}

/** Those that some operand has. */
export interface Wanted {
  has(key: number): boolean;
}

/** BASE to the power of `length`, in 32 bits. */
function power(length: number): number {
  let result = 1;
  for (let step = 0; step < length; step++) result = Math.imul(result, BASE);
  return result;
}
