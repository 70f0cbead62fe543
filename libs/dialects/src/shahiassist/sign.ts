import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { SigningSecrets, SignInput } from '../dialect.js';

/**
 * The header over the complete body that is sent, its own `signature` member included. There is one signature: during a
 * rotation the current secret signs.
 */
export function shahiAssistSigner(secrets: SigningSecrets): (input: SignInput) => Record<string, string> {
  const [current] = secrets;
  if (current === undefined) return () => ({});
  const key = createSecretKey(current, 'utf8');
  return ({ body }) => ({ 'x-shahi-assist-signature': signature(key, body) });
}

/** The signature of a body, for the body itself to carry. */
export function bodySignature(secret: string, body: string): string {
  return signature(createSecretKey(secret, 'utf8'), Buffer.from(body));
}

function signature(key: KeyObject, body: Uint8Array): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}
