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

/** One key, and the id that ciphertexts name it by. */
interface SecretsKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Encrypts secrets at rest with AES-256-GCM. A ciphertext is `v1.<key id>.<base64url of iv, tag and text>`; the key id
 * tells which key opens it, and the context (tenant and subscription) is authenticated with it, so that a ciphertext
 * cannot be moved to another row. The first key seals and opens; further ones open only, while keys are being exchanged.
 */
export class SecretBox {
  private readonly current: SecretsKey;
  private readonly keys: ReadonlyMap<string, SecretsKey>;

  /** Keys are 32 bytes in base64; throws `SecretBoxError` for anything else. */
  constructor(keyBase64: string, openingOnly: readonly string[] = []) {
    this.current = secretsKey(keyBase64);
    const others = openingOnly.map(secretsKey);
    this.keys = new Map([this.current, ...others].map((key) => [key.id, key]));
  }

  /** Whether there are keys beside the current one. */
  get opensOthers(): boolean {
    return this.keys.size > 1;
  }

  /** Whether the current key made a ciphertext. */
  isCurrent(ciphertext: string): boolean {
    return ciphertext.startsWith(`${FORMAT}.${this.current.id}.`);
  }

  seal(plain: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.current.bytes, iv).setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${FORMAT}.${this.current.id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
  }

  /** The ciphertext as the current key makes it; one that it made already stays as it is. */
  renew(ciphertext: string, context: string): string {
    return this.isCurrent(ciphertext) ? ciphertext : this.seal(this.open(ciphertext, context), context);
  }

  open(ciphertext: string, context: string): string {
    const [format, keyId, encoded] = ciphertext.split('.');
    if (format !== FORMAT || keyId === undefined || encoded === undefined)
      throw new SecretBoxError('not a ciphertext of Deskhook');
    const key = this.keys.get(keyId);
    if (key === undefined)
      throw new SecretBoxError(
        `the ciphertext was made with key ${keyId}, not with the configured ${[...this.keys.keys()].join(' or ')}`,
      );
    const bytes = Buffer.from(encoded, 'base64url');
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    try {
      const iv = bytes.subarray(0, IV_BYTES);
      // Unless told, it takes a tag that was cut down to 4 bytes.
      const decipher = createDecipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES })
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

function secretsKey(base64: string): SecretsKey {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== KEY_BYTES)
    throw new SecretBoxError(`the secrets key must be ${KEY_BYTES} bytes in base64`);
  return { id: hash('sha256', bytes, 'hex').slice(0, 8), bytes };
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

/** The context that what a helpdesk signs with is sealed with. */
export function connectorSecretContext(tenant: string, connectorId: string): string {
  return `connector:${tenant}:${connectorId}`;
}
