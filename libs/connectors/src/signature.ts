import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { secondsOption, type ConnectorOption, type OptionValues } from './options.js';
import type { Verification, VerificationFault } from './connector.js';

/** What is signed, in its order. */
type Part = string | Uint8Array;

const TOLERANCE_SECONDS = 300;
const TOLERANCE_SECONDS_MAX = 3_600;

/** How far the timestamp in a signature may be from the clock of the gateway. */
export const toleranceOption: ConnectorOption = {
  kind: 'seconds',
  default: TOLERANCE_SECONDS,
  max: TOLERANCE_SECONDS_MAX,
  description: `How far the signed time may be from the gateway's clock, in seconds; ${TOLERANCE_SECONDS} by default`,
};

/** The HMAC of the parts, written as the helpdesk writes it. */
export function hmac(
  algorithm: 'sha1' | 'sha256',
  secret: string,
  parts: readonly Part[],
  encoding: 'hex' | 'base64',
): string {
  const made = createHmac(algorithm, secret);
  for (const part of parts) made.update(part);
  return made.digest(encoding);
}

/** Compares without telling by its time how much of a guess is right. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
}

/** What a header makes of the request: the signature that it should be, or why it is none. */
export function judged(given: string | undefined, expected: string): Verification {
  if (given === undefined || given === '') return refused('no_signature');
  return isSame(given, expected) ? { ok: true } : refused('bad_signature');
}

export function refused(reason: VerificationFault): Verification {
  return { ok: false, reason };
}

/** Whether the signed time, in epoch milliseconds, is near enough to now. No time at all is not. */
export function isFresh(signedAt: number, options: OptionValues, now: number): boolean {
  const toleranceMs = secondsOption(options, 'toleranceSeconds', TOLERANCE_SECONDS) * 1_000;
  return Math.abs(now - signedAt) <= toleranceMs;
}
