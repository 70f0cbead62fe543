import { createHmac, createSecretKey } from 'node:crypto';
import type { SigningSecrets, SignInput } from '../dialect.js';
import { specialCharactersDecoded } from './special-characters.js';

/**
 * Base64 of the raw HMAC-SHA256 digest over the body (dialects page, section 1a). The header holds one signature:
 * during a rotation the current secret signs.
 */
export function supportCandySigner(secrets: SigningSecrets): (input: SignInput) => Record<string, string> {
  const [current] = secrets;
  if (current === undefined) return () => ({});
  const key = createSecretKey(specialCharactersDecoded(current), 'utf8');
  return ({ body }) => ({
    'x-wpsc-webhook-signature': createHmac('sha256', key).update(body).digest('base64'),
  });
}
