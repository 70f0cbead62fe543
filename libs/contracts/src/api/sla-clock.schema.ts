import { z } from 'zod';
import { pageOf, pageQuerySchema } from './page.schema.js';
import { ticketClockSchema } from './ticket-sla.schema.js';

/** A clock that has not ended, as the list of a tenant's clocks shows it. */
export const slaClockSchema = z.object({
  ticketId: z.string(),
  ...ticketClockSchema.pick({ metric: true, source: true, startedAt: true, due: true, breachedAt: true })
    .shape,
  status: ticketClockSchema.shape.status.extract(['running', 'paused', 'breached']),
  /** The policy that applies to the ticket; null where none does. */
  policy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** In time that counts. Negative: overdue. */
  remainingSeconds: ticketClockSchema.shape.remainingSeconds,
  /** So many warnings were told of it. */
  warningsGiven: z.number().int(),
});
export type SlaClockItem = z.infer<typeof slaClockSchema>;

export const slaClockQuerySchema = pageQuerySchema.extend({
  status: slaClockSchema.shape.status.optional(),
  metric: slaClockSchema.shape.metric.optional(),
});
export type SlaClockQuery = z.infer<typeof slaClockQuerySchema>;

export const slaClockPageSchema = pageOf(slaClockSchema).extend({
  complete: z
    .boolean()
    .describe('False: there are more clocks than could be looked through, so some may be missing'),
});
