import type { CanonicalEvent } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { entryOf } from '../table-entry.js';
import { articlePublished, articleUpdated, articleViewed } from './article-data.js';
import {
  ticketAssigned,
  ticketClosed,
  ticketCreated,
  type TicketData,
  ticketReplyAdded,
  ticketStatusChanged,
} from './ticket-data.js';
import { agentLogin, userRoleChanged } from './user-data.js';

type EventData = (event: CanonicalEvent) => JsonObject;

/** `data` by native event. */
const DATA: Readonly<Record<string, EventData>> = {
  'ticket.created': ofTicket(ticketCreated),
  'ticket.status_changed': ofTicket(ticketStatusChanged),
  'ticket.reply_added': ofTicket(ticketReplyAdded),
  'ticket.assigned': ofTicket(ticketAssigned),
  'ticket.closed': ofTicket(ticketClosed),
  'article.published': ({ article }) => (article === null ? {} : articlePublished(article)),
  'article.updated': ({ article }) => (article === null ? {} : articleUpdated(article)),
  'article.viewed': ({ article }) => (article === null ? {} : articleViewed(article)),
  'user.role_changed': ({ user }) => (user === null ? {} : userRoleChanged(user)),
  'agent.login': ({ login }) => (login === null ? {} : agentLogin(login)),
  // The vendor's own test sender.
  test: () => ({ test: true, ticket_id: 999, title: 'Test Ticket' }),
};

/** `data` of a native event; a custom event has its own. */
export function eventData(native: string, event: CanonicalEvent): JsonObject {
  return entryOf(DATA, native)?.(event) ?? event.data;
}

function ofTicket(build: TicketData): EventData {
  return (event) => (event.ticket === null ? {} : build(event, event.ticket));
}
