import { hash } from 'node:crypto';

const ID_LENGTH = 27;

/**
 * The delivery's id and so its `webhook-id`: the same for the same event, subscription and URL after any crash or
 * redelivery (architecture, decision 6). 162 bits of SHA-256; the parts are length-prefixed so that no two
 * different lists of parts run together.
 */
export function deliveryId(tenant: string, eventId: string, subscriptionId: string, url: string): string {
  return `dlv_${digest([tenant, eventId, subscriptionId, url])}`;
}

/** A deterministic id for something that follows from others, with a prefix that says what it is. */
export function derivedId(prefix: string, parts: readonly string[]): string {
  return `${prefix}_${digest(parts)}`;
}

function digest(parts: readonly string[]): string {
  let joined = '';
  for (const part of parts) joined += `${part.length}:${part}`;
  return hash('sha256', joined, 'base64url').slice(0, ID_LENGTH);
}
