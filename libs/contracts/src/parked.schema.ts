import { z } from 'zod';

/** How a delivery waits in the lane of its endpoint: the `Deskhook-Parked` header beside the delivery's own. */
export const parkedSchema = z.object({
  /** Why it waits, for those who look. */
  reason: z.string(),
  /** The ticket whose deliveries to this endpoint go strictly one after the other; null: its order does not count. */
  ticket: z.string().nullable(),
  /**
   * Its place among the deliveries of the ticket: the event's sequence in EVENTS, then its own in DELIVERIES. Null: it only never
   * overlaps another one, as a replay does.
   */
  place: z.tuple([z.number().int(), z.number().int()]).nullable(),
  /** Epoch milliseconds; null: as soon as its endpoint bears it. */
  notBefore: z.number().nullable(),
});
export type Parked = z.infer<typeof parkedSchema>;
