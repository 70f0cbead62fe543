import type { Finding, Form } from './diagnosis.js';

/** Something that signs or checks: whether one of these texts of bytes is its signature of the content. */
export interface SecretForm {
  /** Place of the secret among those that were given, from 1. */
  readonly secret: number;
  readonly changed: Finding | null;
  /** The version of signatures that it makes. */
  readonly version: string;
  matches(prefix: string, body: Uint8Array, signature: Uint8Array): boolean;
}

export interface SignatureForm {
  readonly version: string;
  readonly changed: Finding | null;
  readonly value: Uint8Array;
}

export interface SearchSpace {
  readonly secrets: readonly SecretForm[];
  /** What stands before the body in what is signed. */
  readonly prefixes: readonly Form<string>[];
  readonly bodies: Iterable<Form<Uint8Array>>;
  readonly signatures: readonly SignatureForm[];
}

export interface Match {
  readonly secret: number;
  /** What had to be undone before the signature was right; empty: nothing. */
  readonly changes: readonly Finding[];
  readonly prefix: string;
  readonly body: Uint8Array;
}

/** A request that was changed in more ways than this was not changed by mistake. */
const CHANGES_MAX = 3;

/**
 * Finds what was signed: with as few changes undone as possible, so that what is said is the simplest explanation. Each secret
 * is prepared once; a body is hashed once for each secret and prefix, at most some thousand times.
 */
export function search({ secrets, prefixes, bodies, signatures }: SearchSpace): Match | null {
  let best: Match | null = null;
  for (const body of bodies) {
    for (const prefix of prefixes) {
      for (const secret of secrets) {
        for (const signature of signatures) {
          const changes = [secret, prefix, body, signature].flatMap(({ changed }) =>
            changed === null ? [] : [changed],
          );
          if (changes.length > CHANGES_MAX || (best !== null && changes.length >= best.changes.length))
            continue;
          if (
            secret.version !== signature.version ||
            !secret.matches(prefix.value, body.value, signature.value)
          )
            continue;
          best = { secret: secret.secret, changes, prefix: prefix.value, body: body.value };
          if (changes.length === 0) return best;
        }
      }
    }
  }
  return best;
}
