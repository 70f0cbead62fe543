import { z } from 'zod';

/** Delivery ids that fit into the header of one message: the broker takes 64 KB of headers. */
export const EVALUATION_IDS_MAX = 1_000;

/**
 * What the evaluation of one published event came to, in the `Deskhook-Evaluation` header on `evaluations.<tenant>`. It is
 * never stored without the deliveries that it names, so that the ledger knows which there must be (contract, section 5).
 */
export const evaluationSchema = z.object({
  tenant: z.string(),
  eventId: z.string(),
  /** Of the event in EVENTS. */
  sequence: z.number().int(),
  /** When the broker stored the event, in epoch milliseconds. */
  acceptedAt: z.number(),
  /** Deliveries that the event calls for; one of the same change of state may have called for them before. */
  deliveries: z.number().int(),
  /** Subscriptions of the tenant that select the type and whose condition, throttle or dialect said no. */
  filtered: z.number().int(),
  /** Commands to the helpdesk. */
  commands: z.number().int(),
  /** Which deliveries. Where they are too many for one message, others of the same event name the rest. */
  deliveryIds: z.array(z.string()),
  /** 0: the message that counts for the event; from 1: one that only names more of its deliveries. */
  part: z.number().int(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** The message id: an event that is evaluated again after a crash has one evaluation all the same. */
export function evaluationMessageId({ sequence, part }: Pick<Evaluation, 'sequence' | 'part'>): string {
  return part === 0 ? `${sequence}.evaluated` : `${sequence}.evaluated.${part}`;
}
