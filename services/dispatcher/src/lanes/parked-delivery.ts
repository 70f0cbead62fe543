import { HEADERS, parkedSchema, type Delivery, type Parked } from '@deskhook/contracts';
import type { LaneItem } from '@deskhook/domain';
import type { IncomingMessage } from '@deskhook/messaging';
import { readDelivery, type DeliveryMessage } from '../delivery-message.js';

/** A delivery in the queue of its lane. */
export interface ParkedDelivery extends LaneItem {
  readonly as: Parked;
  /** The message itself, where there was room for it in memory; else it is read when its turn comes. */
  readonly stored: IncomingMessage | null;
}

/** A delivery with the payload that it travels with, and how it waits. */
export interface ParkedMessage extends DeliveryMessage {
  readonly as: Parked;
}

/** What a message of PARKED holds; null when it is no parked delivery. */
export function readParked(stored: IncomingMessage): ParkedMessage | null {
  const message = readDelivery(stored);
  if (message === null) return null;
  const as = parkedSchema.safeParse(parseJson(stored.header(HEADERS.parked)));
  return as.success ? { ...message, as: as.data } : null;
}

/** `inOrder`: whether the subscription still wants its tickets in order. */
export function parkedDelivery(
  delivery: Delivery,
  as: Parked,
  sequence: number,
  { inOrder, stored }: { readonly inOrder: boolean; readonly stored: IncomingMessage | null },
): ParkedDelivery {
  const { ticket, place, notBefore } = as;
  const order = inOrder ? { ticket, place } : { ticket: null, place: null };
  return { sequence, deliveryId: delivery.id, ...order, notBefore, as, stored };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
