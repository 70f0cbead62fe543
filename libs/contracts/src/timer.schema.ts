import { z } from 'zod';

/** A part of a tenant's entries in the bucket: where to go on, and up to which revision. */
const part = { tenant: z.string(), from: z.number().int(), until: z.number().int() };

/** What comes on a shard's `timers.due.…`, in the header `Deskhook-Timer`. */
export const timerMessageSchema = z.discriminatedUnion('kind', [
  /** A ticket's alarm clock rang: look whether something is due. */
  z.object({
    kind: z.literal('alarm'),
    tenant: z.string(),
    ticketId: z.string(),
    /** Of the state that it was set for. */
    version: z.number().int(),
    /** When it was to ring, in epoch milliseconds. */
    due: z.number(),
  }),
  /** Policies or calendars of a tenant changed: judge its tickets anew, a part at a time. */
  z.object({ kind: z.literal('recompute'), ...part }),
  /** The tenant was deleted: forget its tickets. */
  z.object({ kind: z.literal('forget'), ...part }),
]);
export type TimerMessage = z.infer<typeof timerMessageSchema>;
export type AlarmMessage = Extract<TimerMessage, { kind: 'alarm' }>;
export type TenantMessage = Exclude<TimerMessage, AlarmMessage>;
