import { randomBytes } from 'node:crypto';
import type { SealedSecrets } from '@deskhook/contracts';
import { connectorSecretContext, SecretBox, SecretBoxError, type Logger } from '@deskhook/runtime';

const SECRET_BYTES = 32;

/** Whose secret it is. */
export interface ConnectorOwner {
  readonly tenant: string;
  readonly id: string;
}

/** Makes, seals and opens what helpdesks sign with. */
export class ConnectorSecrets {
  constructor(
    private readonly box: SecretBox,
    private readonly logger: Logger,
  ) {}

  /** A new one, in characters that every helpdesk takes. */
  make(): string {
    return randomBytes(SECRET_BYTES).toString('hex');
  }

  /** Null: none. */
  seal({ tenant, id }: ConnectorOwner, secret: string | null): SealedSecrets {
    if (secret === null) return [];
    return [{ ciphertext: this.box.seal(secret, connectorSecretContext(tenant, id)), expiresAt: null }];
  }

  /** Null when there is none, or when it was sealed with a key that is not ours. */
  open({ tenant, id }: ConnectorOwner, [first]: SealedSecrets): string | null {
    if (first === undefined) return null;
    try {
      return this.box.open(first.ciphertext, connectorSecretContext(tenant, id));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
      this.logger.error({ err: error, tenant, connector: id }, 'secret.unreadable');
      return null;
    }
  }
}
