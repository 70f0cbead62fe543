import { deliverySchema } from '@deskhook/contracts';
import type { Series } from './log-terms.js';
import { storableText } from './storable-text.js';

/** A delivery as DELIVERIES announces it. Instants in epoch milliseconds. */
export interface DeliveryRow extends Series {
  readonly id: string;
  readonly eventId: string;
  readonly ticketId: string | null;
  readonly test: boolean;
  /** Attempts made before the run that begins. */
  readonly numberBefore: number;
  /** When the broker stored the announcement, and its sequence. */
  readonly announcedAt: number;
  readonly sequence: number;
}

interface Announcement {
  /** The `Deskhook-Delivery` header. */
  readonly header: string;
  readonly storedAt: number;
  readonly sequence: number;
}

/** Reads an announcement; what it cannot be is said in one sentence. */
export function deliveryRow({ header, storedAt, sequence }: Announcement): DeliveryRow | string {
  const parsed = deliverySchema.safeParse(parseJson(header));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'not readable'}`;
  }
  const { id, tenant, eventId, subscriptionId, url, type, trigger, ticketId, numberBefore } = parsed.data;
  return {
    id: storableText(id),
    tenant: storableText(tenant),
    eventId: storableText(eventId),
    subscriptionId: storableText(subscriptionId),
    url: storableText(url),
    type: storableText(type),
    trigger: trigger === undefined ? null : storableText(trigger),
    ticketId: ticketId === null ? null : storableText(ticketId),
    test: parsed.data.test ?? false,
    createdAt: Math.floor(parsed.data.acceptedAt),
    numberBefore,
    announcedAt: storedAt,
    sequence,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
