import type { CanonicalEvent, Ticket } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { type Assignees, assigneesOf, idsOf } from './assignees.js';
import { changesOf } from './changes.js';
import { customFields } from './custom-fields.js';
import { dateTime } from './date-time.js';
import { FIXED_KEYS } from './fixed-keys.js';
import { slaOf } from './sla.js';
import { threadOf } from './thread.js';

/**
 * The body of a trigger: the ticket as the plugin's REST API shows it, flat, so that unknown receivers find every scalar at
 * the top level (dialects page, section 1; the shape is inferred).
 */
export function supportCandyBody(native: string, eventName: string, event: CanonicalEvent): JsonObject {
  const { ticket } = event;
  if (ticket === null) return { id: 0, event: eventName };
  const assignees = assigneesOf(event, ticket);
  return {
    id: ticket.id,
    event: eventName,
    ...ticketPart(ticket, assignees),
    ...clientPart(ticket),
    ...timePart(ticket),
    ...customFields(ticket.customFields, FIXED_KEYS),
    description: ticket.bodyHtml,
    ...whereRelevant('thread', threadOf(native, event, ticket)),
    ...whereRelevant('changes', changesOf(native, event, assignees)),
    ...whereRelevant('sla', slaOf(native, event, ticket)),
    ...namesPart(ticket, assignees),
  };
}

function ticketPart(ticket: Ticket, { now, idsBefore }: Assignees): JsonObject {
  return {
    subject: ticket.subject,
    customer: ticket.requester.id,
    customer_name: ticket.requester.name,
    customer_email: ticket.requester.email,
    status: ticket.status.id,
    priority: ticket.priority.id,
    category: ticket.category.id,
    assigned_agent: idsOf(now),
    prev_assignee: idsBefore,
    agent_created: ticket.createdByAgent?.id ?? 0,
    add_recipients: ticket.additionalRecipients,
    tags: ticket.tags.map(({ id }) => id),
  };
}

function clientPart({ origin, client, requester }: Ticket): JsonObject {
  return {
    source: origin.slug,
    ip_address: client.ip,
    browser: client.browser,
    os: client.os,
    user_type: client.userType === '' ? userType(requester.id) : client.userType,
  };
}

function userType(requesterId: number): string {
  return requesterId === 0 ? 'guest' : 'registered';
}

function timePart(ticket: Ticket): JsonObject {
  return {
    last_reply_by: ticket.lastReply.by?.id ?? 0,
    last_reply_source: ticket.lastReply.source,
    last_reply_on: dateTime(ticket.lastReplyAt),
    date_created: dateTime(ticket.createdAt),
    date_updated: dateTime(ticket.updatedAt),
    date_closed: dateTime(ticket.closedAt),
  };
}

/** For receivers that show the event to people and cannot look ids up. */
function namesPart({ status, priority, category }: Ticket, { now }: Assignees): JsonObject {
  return {
    status_name: status.name,
    priority_name: priority.name,
    category_name: category.name,
    assigned_agent_names: now.map(({ name }) => name),
  };
}

function whereRelevant(key: string, value: JsonObject | readonly JsonObject[] | null): JsonObject {
  return value === null ? {} : { [key]: value };
}
