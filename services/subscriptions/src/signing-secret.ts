import { isValidSecret, type SealedSecrets } from '@deskhook/contracts';
import {
  SecretBox,
  SecretBoxError,
  subscriptionSecretContext,
  tenantSecretContext,
  type Logger,
} from '@deskhook/runtime';
import type { OpenSecret } from './secret-rotation.js';

/** Whose secrets: a subscription's, or without an id the tenant's own. */
export interface SecretOwner {
  readonly tenant: string;
  readonly id: string | null;
}

/** Seals and opens signing secrets. */
export class SigningSecrets {
  constructor(
    private readonly box: SecretBox,
    private readonly logger: Logger,
  ) {}

  seal(owner: SecretOwner, secrets: readonly OpenSecret[]): SealedSecrets {
    return secrets.map(({ secret, expiresAt }) => ({
      ciphertext: this.box.seal(secret, context(owner)),
      expiresAt,
    }));
  }

  /** The secrets in clear that are still valid, without those that were sealed with a key that is not ours. */
  open(owner: SecretOwner, sealed: SealedSecrets, now: number): OpenSecret[] {
    return sealed
      .filter((one) => isValidSecret(one, now))
      .flatMap(({ ciphertext, expiresAt }) => {
        const secret = this.tryOpen(owner, ciphertext);
        return secret === null ? [] : [{ secret, expiresAt }];
      });
  }

  /** The current secret in clear. Null when there is none, or when it was sealed with a key that is not ours. */
  current(owner: SecretOwner, sealed: SealedSecrets): string | null {
    const [first] = sealed;
    return first === undefined ? null : this.tryOpen(owner, first.ciphertext);
  }

  private tryOpen(owner: SecretOwner, ciphertext: string): string | null {
    try {
      return this.box.open(ciphertext, context(owner));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      this.logger.error({ err: error, tenant: owner.tenant, subscription: owner.id }, 'secret.unreadable');
      return null;
    }
  }
}

function context({ tenant, id }: SecretOwner): string {
  return id === null ? tenantSecretContext(tenant) : subscriptionSecretContext(tenant, id);
}
