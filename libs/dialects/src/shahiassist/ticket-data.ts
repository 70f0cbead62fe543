import { fieldValue } from '../canonical/field-value.js';
import type { CanonicalEvent, CustomField, Ticket } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { statusChangeOf } from './status-change.js';

/** `data` of the ticket events, key by key as the dialects page (section 5a) documents or proposes it. */
export type TicketData = (event: CanonicalEvent, ticket: Ticket) => JsonObject;

export const ticketCreated: TicketData = (_event, ticket) => ({
  ticket_id: ticket.id,
  title: ticket.subject,
  content: ticket.bodyHtml,
  status: ticket.status.slug,
  ...author(ticket),
  custom_fields: customFields(ticket.customFields),
  ticket_url: ticketUrl(ticket),
});

export const ticketStatusChanged: TicketData = (event, ticket) => {
  const { oldStatus, newStatus, reason } = statusChangeOf(event, ticket);
  return {
    ticket_id: ticket.id,
    old_status: oldStatus,
    new_status: newStatus,
    changed_by: actorId(event),
    change_reason: reason,
  };
};

export const ticketReplyAdded: TicketData = ({ message }, ticket) => ({
  ticket_id: ticket.id,
  reply_id: message?.id ?? 0,
  title: ticket.subject,
  content: message?.html ?? null,
  author_id: message?.author.id ?? 0,
  author_email: message?.author.email ?? null,
  status: ticket.status.slug,
  ticket_url: ticketUrl(ticket),
});

export const ticketAssigned: TicketData = (event, ticket) => {
  const assignee = event.assignment?.agent ?? ticket.agent;
  return {
    ticket_id: ticket.id,
    title: ticket.subject,
    assigned_to: assignee?.id ?? 0,
    assigned_to_email: assignee?.email ?? null,
    previous_assignee: event.assignment?.previousAgent?.id ?? ticket.previousAgents[0]?.id ?? null,
    assigned_by: actorId(event),
    status: ticket.status.slug,
    ticket_url: ticketUrl(ticket),
  };
};

export const ticketClosed: TicketData = (event, ticket) => {
  const { oldStatus, reason } = statusChangeOf(event, ticket);
  return {
    ticket_id: ticket.id,
    title: ticket.subject,
    old_status: oldStatus,
    new_status: 'closed',
    changed_by: actorId(event),
    change_reason: reason,
    closed_by: actorId(event),
    status: ticket.status.slug,
    ...author(ticket),
    ticket_url: ticketUrl(ticket),
  };
};

/** WordPress's user 0 is nobody. */
function actorId({ actor }: CanonicalEvent): number {
  return actor?.id ?? 0;
}

function author({ requester }: Ticket): JsonObject {
  return { author_id: requester.id, author_email: requester.email };
}

function ticketUrl({ publicUrl, adminUrl }: Ticket): string {
  return publicUrl === '' ? adminUrl : publicUrl;
}

function customFields(fields: readonly CustomField[]): JsonObject {
  return Object.fromEntries(
    fields.filter(({ isEmpty }) => !isEmpty).map((field) => [field.key, fieldValue(field)]),
  );
}
