import { isValidSecret } from '@deskhook/contracts';

/** A signing secret in clear; null: valid until another takes its place. */
export interface OpenSecret {
  readonly secret: string;
  /** In epoch milliseconds. */
  readonly expiresAt: number | null;
}

/** Secrets that are valid at once, at most: each adds a signature to every request. */
export const VALID_SECRETS_MAX = 5;

/**
 * The secrets after a rotation: the next one is current, the others end with the overlap at the latest, the one that
 * was current before them first. Beyond the cap the oldest end at once.
 */
export function rotated(
  secrets: readonly OpenSecret[],
  next: string,
  now: number,
  overlapMs: number,
): OpenSecret[] {
  const kept = secrets
    .map(({ secret, expiresAt }) => ({ secret, expiresAt: Math.min(expiresAt ?? Infinity, now + overlapMs) }))
    .filter((one) => one.secret !== next && isValidSecret(one, now));
  return [{ secret: next, expiresAt: null }, ...kept.slice(0, VALID_SECRETS_MAX - 1)];
}
