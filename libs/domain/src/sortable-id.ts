/** Crockford's base 32: no i, l, o, u, so that ids survive being read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 10;

/** Random bytes that an id is made of. */
export const ID_RANDOM_BYTES = 16;

/**
 * An id such as `sub_01jd…` that sorts by the time it was made and is safe as one token of a NATS subject: ten digits
 * of epoch milliseconds, then one digit (five bits) of each random byte.
 */
export function sortableId(prefix: string, at: number, random: Uint8Array): string {
  let time = '';
  for (let rest = at; time.length < TIME_DIGITS; rest = Math.floor(rest / 32)) time = digit(rest % 32) + time;
  return `${prefix}_${time}${Array.from(random, (byte) => digit(byte & 31)).join('')}`;
}

function digit(value: number): string {
  return ALPHABET.charAt(value);
}
