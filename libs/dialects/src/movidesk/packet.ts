import type { CanonicalEvent, Ticket } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { actionOf, visibility } from './action.js';
import { customFieldValues } from './custom-fields.js';
import { webhookEvents } from './webhook-events.js';

/**
 * The data packet of a trigger (dialects page, section 4): the ticket as it is now and one action, in the order of
 * the vendor's page, with the keys that only captured packets show. Every key is there, null when nothing is known;
 * lists are never null.
 */
export function packetOf(event: CanonicalEvent, ticket: Ticket, corrections: JsonObject): JsonObject {
  const action = actionOf(ticket, event.message);
  return {
    Id: ticket.id,
    Type: visibility(ticket.isInternal),
    Subject: ticket.subject,
    Status: orNull(ticket.status.name),
    Justification: ticket.justification,
    Origin: ticket.origin.code,
    IsDeleted: ticket.flags.deleted || event.type === 'ticket.deleted',
    Actions: [action],
    WebhookEvents: webhookEvents(event, corrections),
    Urgency: orNull(ticket.priority.name),
    ServiceFirstLevel: orNull(ticket.services[0]),
    ActionCount: Math.max(ticket.counts.actions, action.Id),
    ResolvedInFirstCall: ticket.flags.resolvedFirstCall,
    CustomFieldValues: customFieldValues(ticket.customFields),
    SlaSolutionTime: Math.round(ticket.sla.solutionMinutes),
  };
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
