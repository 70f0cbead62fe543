import { hash } from 'node:crypto';

const ID_LENGTH = 27;

/** What makes a delivery the same delivery. */
export interface DeliveryIdentity {
  readonly tenant: string;
  /** The event's id, or what several events of one state change have in common. */
  readonly occurrence: string;
  readonly subscriptionId: string;
  readonly url: string;
  /** The native event that is delivered; null: the canonical one. */
  readonly trigger: string | null;
}

/**
 * The delivery's id and so its `webhook-id`: the same for the same occurrence, subscription and URL after any crash or
 * redelivery (architecture, decision 6). 162 bits of SHA-256; the parts are length-prefixed so that no two
 * different lists of parts run together.
 */
export function deliveryId({ tenant, occurrence, subscriptionId, url, trigger }: DeliveryIdentity): string {
  const parts = [tenant, occurrence, subscriptionId, url];
  return `dlv_${digest(trigger === null ? parts : [...parts, trigger])}`;
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
