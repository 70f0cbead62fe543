import { randomBytes } from 'node:crypto';
import { isValidSecret, type SealedSecrets } from '@deskhook/contracts';
import { connectorSecretContext, SecretBox, SecretBoxError, type Logger } from '@deskhook/runtime';
import { VALID_SECRETS_MAX } from '../secret-rotation.js';

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

  /** The secrets after a change: the next one counts, and those before it until then, an instant, at most. Null: none. */
  renewed(owner: ConnectorOwner, before: SealedSecrets, next: string | null, until: number): SealedSecrets {
    const [sealed] = this.seal(owner, next);
    if (sealed === undefined) return [];
    const kept = before
      .map(({ ciphertext, expiresAt }) => ({ ciphertext, expiresAt: Math.min(expiresAt ?? Infinity, until) }))
      .filter((one) => isValidSecret(one, Date.now()));
    return [sealed, ...kept.slice(0, VALID_SECRETS_MAX - 1)];
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
