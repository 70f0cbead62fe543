import { z } from 'zod';

const instant = z.iso.datetime();
const seconds = z.number();

/** One promise to a ticket's requester. */
export const ticketClockSchema = z.object({
  /** `first_response`, `next_response`, `resolution` of a policy; `response`, `solution` where the helpdesk states the due instant. */
  metric: z.enum(['first_response', 'next_response', 'resolution', 'response', 'solution']),
  source: z.enum(['policy', 'helpdesk']),
  /** `breached`: overdue and still open. One that was met late is `met` and has `breachedAt`. */
  status: z.enum(['running', 'paused', 'breached', 'met', 'cancelled']),
  startedAt: instant,
  /** Null while the clock is paused: it depends on when the clock goes on. */
  due: instant.nullable(),
  targetSeconds: seconds.nullable(),
  /** Time that counts: in business hours, without pauses. */
  elapsedSeconds: seconds,
  /** Negative: overdue. Null where nothing is due any more, or without a target. */
  remainingSeconds: seconds.nullable(),
  endedAt: instant.nullable(),
  breachedAt: instant.nullable(),
  warnings: z.array(z.object({ at: instant, given: z.boolean() })),
});

/** A ticket's clocks as they stand. */
export const ticketSlaSchema = z.object({
  ticketId: z.string(),
  /** When it was looked at. */
  at: instant,
  policy: z.object({ id: z.string(), name: z.string() }).nullable(),
  calendar: z.string().nullable(),
  status: z.string().nullable(),
  priority: z.string().nullable(),
  clocks: z.array(ticketClockSchema),
  timeConditions: z.array(z.object({ id: z.string(), since: instant, due: instant, met: z.boolean() })),
  /** What moved the clocks, the oldest first. */
  history: z.array(
    z.object({ at: instant, type: z.string(), status: z.string().nullable(), eventId: z.string() }),
  ),
});
export type TicketSla = z.infer<typeof ticketSlaSchema>;
