import { randomBytes } from 'node:crypto';

const POOL_BYTES = 4_096;
let pool = '';
let used = 0;

/** A random id of so many bytes in hexadecimal, cut from a pool: asking the system each time costs more than the id. */
export function randomHex(bytes: number): string {
  const digits = bytes * 2;
  if (used + digits > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    used = 0;
  }
  used += digits;
  return pool.slice(used - digits, used);
}
