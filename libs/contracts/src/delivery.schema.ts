import { z } from 'zod';

/**
 * A delivery as it travels in the `Deskhook-Delivery` header beside the event's bytes: whoever holds the message can
 * send it (architecture, decision 3).
 */
export const deliverySchema = z.object({
  id: z.string(),
  tenant: z.string(),
  eventId: z.string(),
  type: z.string(),
  ticketId: z.string().nullable(),
  subscriptionId: z.string(),
  /** Native event of the subscription's dialect; absent where the canonical type goes out as it is. */
  trigger: z.string().optional(),
  url: z.string(),
  mode: z.enum(['structured', 'binary']),
  /** Number of the attempt that this message asks for, from 1, over the delivery's whole life. */
  number: z.number().int().min(1),
  /** Attempts made before the current run of the retry schedule began. */
  numberBefore: z.number().int().min(0),
  /** When the broker stored the event, in epoch milliseconds. */
  acceptedAt: z.number(),
  /** Sequence of the published event in EVENTS: what order means. Absent in replays and tests. */
  sequence: z.number().int().optional(),
  /** How often it was put off because its endpoint was busy. */
  deferrals: z.number().int().optional(),
  /** Trace context of the previous attempt's span, for the link. */
  previous: z.string().optional(),
  /** Set for the answer to `…/test`: shown in the log, never retried. */
  test: z.boolean().optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** What an earlier attempt rendered beside the body; the message's payload is the body. */
export const renderedSchema = z.object({
  contentType: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Which of its dialect's alternative forms it is. */
  variant: z.string().optional(),
  /** Signature headers that every retry repeats, where they do not depend on the attempt. */
  signature: z.record(z.string(), z.string()).optional(),
  /** Set where the body is too large to travel as it is. */
  encoding: z.literal('deflate').optional(),
});
export type RenderedHeader = z.infer<typeof renderedSchema>;

/** Delivery states (contract, section 7). */
export const DELIVERY_STATUSES = ['pending', 'retrying', 'delivered', 'dead', 'cancelled'] as const;
export const deliveryStatusSchema = z.enum(DELIVERY_STATUSES);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;
