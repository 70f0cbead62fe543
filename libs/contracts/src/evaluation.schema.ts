import { z } from 'zod';

/**
 * What the evaluation of one published event came to, in the `Deskhook-Evaluation` header on `evaluations.<tenant>`. It is
 * stored in one step with the deliveries that it counts, so that the ledger knows how many there must be (contract,
 * section 5).
 */
export const evaluationSchema = z.object({
  tenant: z.string(),
  eventId: z.string(),
  /** Of the event in EVENTS. */
  sequence: z.number().int(),
  /** When the broker stored the event, in epoch milliseconds. */
  acceptedAt: z.number(),
  /** Deliveries that were made. */
  deliveries: z.number().int(),
  /** Subscriptions of the tenant that select the type and whose condition, throttle or dialect said no. */
  filtered: z.number().int(),
  /** Commands to the helpdesk. */
  commands: z.number().int(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
