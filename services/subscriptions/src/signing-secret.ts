import { randomBytes } from 'node:crypto';
import { FailureError } from '@deskhook/contracts';
import { dialect, type DialectName } from '@deskhook/dialects';
import { SecretBox, SecretBoxError, subscriptionSecretContext, type Logger } from '@deskhook/runtime';
import { z } from 'zod';

const SECRET_BYTES = 32;

/** Signing secrets as the table keeps them: sealed, the current one first. */
export const sealedSecretsSchema = z.array(
  z.object({ ciphertext: z.string(), expiresAt: z.number().nullable() }),
);
export type SealedSecrets = z.infer<typeof sealedSecretsSchema>;

interface Owner {
  readonly tenant: string;
  readonly id: string;
}

/** Makes, checks, seals and opens the signing secrets of subscriptions. */
export class SigningSecrets {
  constructor(
    private readonly box: SecretBox,
    private readonly logger: Logger,
  ) {}

  /** The sealed form of a given secret: none for null, a new one for undefined where the dialect signs by default. */
  seal(owner: Owner, name: DialectName, given: string | null | undefined): SealedSecrets {
    const secret = given === undefined ? makeSecret(name) : given;
    if (secret === null) return [];
    const problem = dialect(name).secretProblem(secret);
    if (problem !== null) throw badSecret(problem);
    return [{ ciphertext: this.box.seal(secret, context(owner)), expiresAt: null }];
  }

  /** The current secret in clear. Null when there is none, or when it was sealed with a key that is not ours. */
  open(owner: Owner, secrets: SealedSecrets): string | null {
    const current = secrets[0];
    if (current === undefined) return null;
    try {
      return this.box.open(current.ciphertext, context(owner));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      this.logger.error({ err: error, tenant: owner.tenant, subscription: owner.id }, 'secret.unreadable');
      return null;
    }
  }
}

function makeSecret(name: DialectName): string | null {
  const { signsByDefault } = dialect(name);
  return signsByDefault ? dialect(name).encodeSecret(randomBytes(SECRET_BYTES)) : null;
}

function context(owner: Owner): string {
  return subscriptionSecretContext(owner.tenant, owner.id);
}

function badSecret(problem: string): FailureError {
  const errors = [{ pointer: '/secret', detail: problem }];
  return new FailureError({ kind: 'invalid', detail: `The secret ${problem}`, errors });
}
