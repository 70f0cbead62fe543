import type { CanonicalEvent, Person, Ticket } from '../canonical/model.js';
import { memberOf, type JsonValue } from '../json-value.js';
import { instant } from './instant.js';

export type TicketField = keyof ReturnType<typeof ticketFields>;

/**
 * Every field of the ticket events but the custom fields. An unassigned ticket has empty assignment fields; receivers
 * parse the other instants unchecked, so one that the helpdesk did not state is the event's own.
 */
export function ticketFields(event: CanonicalEvent, ticket: Ticket, siteUrl: string) {
  const { requester, agent, category } = ticket;
  const author = replyAuthor(event);
  return {
    id: ticket.id,
    ticket_track_id: ticket.trackId,
    category_id: category.id,
    category_title: category.name,
    ticket_user_id: requester.id,
    ticket_user_email: requester.email,
    ticket_user_title: requester.name,
    title: ticket.subject,
    ticket_body: ticket.bodyHtml,
    opened_time: instant(ticket.createdAt ?? event.at),
    closed_time: instant(ticket.closedAt ?? event.at),
    status: ticket.status.name,
    ticket_link: ticketLink(event, ticket, siteUrl),
    assigned_on: agent?.name ?? '',
    assigned_date: agent === null || ticket.assignedAt === null ? '' : instant(ticket.assignedAt),
    related_url: ticket.relatedUrl,
    ticket_replied_user_id: author?.id ?? 0,
    ticket_replied_user: author?.name ?? '',
    replied_text: event.message?.html ?? '',
  } satisfies Readonly<Record<string, JsonValue>>;
}

/** Where the event does not carry the message, whoever caused it. */
function replyAuthor({ message, actor }: CanonicalEvent): Person | null {
  return message?.author ?? actor;
}

/**
 * The address that the event states, else below the tenant's base address of its agents, else the page on which Support
 * Genix shows the ticket.
 */
function ticketLink({ data, tenant }: CanonicalEvent, ticket: Ticket, siteUrl: string): string {
  const stated = memberOf(data, 'ticket', 'urls', 'admin');
  const isStated = typeof stated === 'string' && stated !== '';
  if (isStated || tenant.adminBaseUrl !== '' || siteUrl === '') return ticket.adminUrl;
  return `${siteUrl}/wp-admin/admin.php?page=support-genix#/tickets/${ticket.id}`;
}
