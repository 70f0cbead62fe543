import { SLA_METRICS } from '@deskhook/domain';
import { z } from 'zod';

/** A timer as it travels in the `Deskhook-Timer` header of a schedule. */
export const timerMessageSchema = z.object({
  tenant: z.string(),
  ticketId: z.string(),
  metric: z.enum(SLA_METRICS),
  version: z.number().int(),
  due: z.number(),
});
export type TimerMessage = z.infer<typeof timerMessageSchema>;

/** Authoritative state of a timer in the key-value bucket, with the ticket as the last event showed it. */
export const timerStateSchema = z.object({
  status: z.enum(['running', 'stopped', 'fired']),
  due: z.number(),
  at: z.number(),
  version: z.number().int(),
  /** The `data` of the event that set the timer, for the event that a breach becomes. */
  data: z.record(z.string(), z.unknown()),
});
export type StoredTimer = z.infer<typeof timerStateSchema>;
