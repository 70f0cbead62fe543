import type { CanonicalEvent, Ticket } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { dateTime } from './date-time.js';

/** `sla`: which promise was broken and when; only for Out of SLA. */
export function slaOf(native: string, event: CanonicalEvent, ticket: Ticket): JsonObject | null {
  if (native !== 'out-of-sla') return null;
  const { breach } = event;
  const ticketDueAt = breach?.metric === 'response' ? ticket.sla.responseDueAt : ticket.sla.solutionDueAt;
  return {
    policy: breach === null || breach.policy === '' ? ticket.sla.policy : breach.policy,
    due: dateTime(breach?.dueAt ?? ticketDueAt),
    breached_at: dateTime(breach?.breachedAt ?? event.at),
  };
}
