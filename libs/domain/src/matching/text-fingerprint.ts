/** How many characters a fingerprint covers, longest first. A longer one is met by fewer texts. */
const LENGTHS = [8, 4, 2, 1] as const;
const BASE = 0x01_00_01_93;

/** The most characters of a text of this length that a fingerprint can cover; null for none. */
export function fingerprintLength(textLength: number): number | null {
  return LENGTHS.find((length) => length <= textLength) ?? null;
}

/** A 32-bit hash of `length` characters from `start`. Texts with the same characters there have the same. */
export function fingerprint(text: string, start: number, length: number): number {
  let hash = 0;
  for (let at = start; at < start + length; at++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The fingerprints of every stretch of `length` characters: each follows from the one before (Karp and Rabin, 1987). */
export function fingerprints(text: string, length: number): number[] {
  if (text.length < length) return [];
  let hash = fingerprint(text, 0, length);
  const found = [hash];
  const leaving = power(length);
  for (let at = length; at < text.length; at++) {
    const shifted = Math.imul(hash, BASE) - Math.imul(leaving, text.charCodeAt(at - length));
    hash = (shifted + text.charCodeAt(at)) | 0;
    found.push(hash);
  }
  return found;
}

/** BASE to the power of `length`, in 32 bits. */
function power(length: number): number {
  let result = 1;
  for (let step = 0; step < length; step++) result = Math.imul(result, BASE);
  return result;
}
