import type { AcceptedEvent } from '@deskhook/contracts';
import type { SlaFacts } from '@deskhook/domain';
import { z } from 'zod';

const instant = z
  .string()
  .transform((text) => Date.parse(text))
  .nullish();
const factsSchema = z.object({
  ticket: z.object({
    status: z.object({ base: z.string().nullish() }).nullish(),
    sla: z.object({ response_due: instant, solution_due: instant }).nullish(),
  }),
  message: z.object({ author: z.object({ is_agent: z.boolean().nullish() }).nullish() }).nullish(),
});

/** What an event says about a ticket's clocks; null when it is not about a ticket. */
export function slaFactsOf(
  event: AcceptedEvent,
  storedAt: number,
): { readonly facts: SlaFacts; readonly agentReplied: boolean } | null {
  if (event.ticketId === null) return null;
  const read = factsSchema.safeParse(event.data);
  if (!read.success) return null;
  const { ticket, message } = read.data;
  const due = {
    ...(ticket.sla?.response_due === undefined ? {} : { response: ticket.sla.response_due }),
    ...(ticket.sla?.solution_due === undefined ? {} : { solution: ticket.sla.solution_due }),
  };
  const facts = {
    tenant: event.tenant,
    ticketId: event.ticketId,
    type: event.type,
    at: event.time ?? storedAt,
    statusBase: ticket.status?.base ?? null,
    due,
  };
  return { facts, agentReplied: event.type === 'reply.created' && message?.author?.is_agent === true };
}

const SLA_MARK = Buffer.from('"sla"');
const ENDING_TYPES: ReadonlySet<string> = new Set([
  'ticket.closed',
  'ticket.deleted',
  'ticket.answered',
  'ticket.status_changed',
  'ticket.updated',
  'reply.created',
]);

/** A cheap look before an event is parsed: whether it can set a timer, or end one that may exist. */
export function mayConcernTimers(type: string, payload: Uint8Array, timersExist: boolean): boolean {
  if (type.startsWith('sla.')) return false;
  return (
    Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).includes(SLA_MARK) ||
    (timersExist && ENDING_TYPES.has(type))
  );
}
