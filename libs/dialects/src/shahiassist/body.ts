import type { JsonObject } from '../json-value.js';
import { BODY_BYTES_MAX, EXPRESS_BODY_BYTES_MAX } from './defaults.js';
import { encodeForm, type Form } from './form.js';
import { bodySignature } from './sign.js';
import { capped } from './size-cap.js';

export interface Body {
  readonly bytes: Uint8Array;
  readonly warnings: readonly string[];
}

/** `,"signature":"sha256=` and 64 digits and `"` */
const SIGNATURE_BYTES = 86;

/**
 * The final body. With a secret, `signature` comes last and is the HMAC of the body without it, so that a verifier that
 * takes it out and one that compares the header with the whole body both pass.
 */
export function shahiAssistBody(content: JsonObject, form: Form, secret: string | null): Body {
  const encode = (value: JsonObject[string]): string => encodeForm(form, value);
  const fitting = capped(content, encode, {
    bytesMax: BODY_BYTES_MAX,
    reservedBytes: secret === null ? 0 : SIGNATURE_BYTES,
  });
  const signed =
    secret === null
      ? fitting.content
      : { ...fitting.content, signature: bodySignature(secret, encode(fitting.content)) };
  const bytes = Buffer.from(encode(signed));
  return { bytes, warnings: [...fitting.warnings, ...sizeWarnings(bytes.length)] };
}

function sizeWarnings(bytes: number): string[] {
  if (bytes <= EXPRESS_BODY_BYTES_MAX) return [];
  return [
    `The body has ${bytes} bytes; receivers on Express refuse more than ${EXPRESS_BODY_BYTES_MAX} unless they raised its default limit.`,
  ];
}
