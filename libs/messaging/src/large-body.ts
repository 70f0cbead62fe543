import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';

/** From this size on a body travels deflated: an event of 1 MB can render several times as large, and be repetitive. */
export const LARGE_BODY_BYTES = 400_000;
/** An event has at most 1 MB, and no dialect writes a character of it in more than a few bytes. */
const INFLATED_BYTES_MAX = 64 * 1024 * 1024;

/** Deflates (RFC 1951) a body for its way through the broker. */
export function deflateBody(body: Uint8Array): Uint8Array {
  return deflateRawSync(body, { level: constants.Z_BEST_SPEED });
}

/** The body as it was; null when these bytes are no deflated body. */
export function inflateBody(bytes: Uint8Array): Uint8Array | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: INFLATED_BYTES_MAX });
  } catch {
    return null;
  }
}
