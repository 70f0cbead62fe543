import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'v1';

/** A ciphertext cannot be opened: another key made it, or it was altered. */
export class SecretBoxError extends Error {
  override readonly name = 'SecretBoxError';
}

/**
 * Encrypts secrets at rest with AES-256-GCM. A ciphertext is `v1.<key id>.<base64url of iv, tag and text>`; the key id
 * tells which key opens it, and the context (tenant and subscription) is authenticated with it, so that a ciphertext
 * cannot be moved to another row.
 */
export class SecretBox {
  private readonly key: Buffer;
  private readonly keyId: string;

  constructor(keyBase64: string) {
    this.key = Buffer.from(keyBase64, 'base64');
    if (this.key.length !== KEY_BYTES)
      throw new SecretBoxError(`the secrets key must be ${KEY_BYTES} bytes in base64`);
    this.keyId = hash('sha256', this.key, 'hex').slice(0, 8);
  }

  seal(plain: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv).setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${FORMAT}.${this.keyId}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
  }

  open(ciphertext: string, context: string): string {
    const [format, keyId, encoded] = ciphertext.split('.');
    if (format !== FORMAT || keyId === undefined || encoded === undefined)
      throw new SecretBoxError('not a ciphertext of Deskhook');
    if (keyId !== this.keyId)
      throw new SecretBoxError(
        `the ciphertext was made with key ${keyId}, not with the configured ${this.keyId}`,
      );
    const bytes = Buffer.from(encoded, 'base64url');
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(ALGORITHM, this.key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(tag);
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch (cause) {
      throw new SecretBoxError('the ciphertext was altered or belongs elsewhere', { cause });
    }
  }
}

/** The context that a subscription's signing secrets are sealed with. */
export function subscriptionSecretContext(tenant: string, subscriptionId: string): string {
  return `subscription:${tenant}:${subscriptionId}`;
}

/** The context that a tenant's own signing secrets are sealed with. */
export function tenantSecretContext(tenant: string): string {
  return `tenant:${tenant}`;
}

/** The context that a subscription's password, token or client secret is sealed with. */
export function subscriptionAuthContext(tenant: string, subscriptionId: string): string {
  return `subscription-auth:${tenant}:${subscriptionId}`;
}

/** The context that the private key of a subscription's client certificate is sealed with. */
export function subscriptionTlsContext(tenant: string, subscriptionId: string): string {
  return `subscription-tls:${tenant}:${subscriptionId}`;
}
