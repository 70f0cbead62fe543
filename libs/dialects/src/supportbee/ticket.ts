import { fieldValue } from '../canonical/field-value.js';
import type { CanonicalEvent, CustomField, Ticket } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import type { SupportBeeEvent } from './events.js';
import { currentAssignees } from './current-assignees.js';
import { instant } from './instant.js';
import { attachment } from './message.js';
import { person } from './person.js';

/**
 * The `ticket` of every payload. Receivers parse its instants unchecked, so one that the helpdesk did not state is the
 * event's own. `custom_fields` is ours: SupportBee has none.
 */
export function ticketMember(native: SupportBeeEvent, event: CanonicalEvent, ticket: Ticket): JsonObject {
  return {
    id: ticket.id,
    subject: ticket.subject,
    replies_count: ticket.counts.replies,
    agent_replies_count: ticket.counts.agentReplies,
    comments_count: ticket.counts.comments,
    last_activity_at: instant(ticket.lastActivityAt ?? ticket.updatedAt ?? event.at),
    created_at: instant(ticket.createdAt ?? event.at),
    ...flags(native, ticket),
    summary: ticket.summary,
    url: ticket.adminUrl === '' ? ticket.publicUrl : ticket.adminUrl,
    source: source(ticket),
    cc: ticket.cc.map(person),
    labels: ticket.labels.map(({ name, color }) => ({ name, color })),
    customer_rating: ticket.rating ?? {},
    requester: person(ticket.requester),
    content: content(event, ticket),
    ...currentAssignees(native, event, ticket),
    custom_fields: ticket.customFields.map(customField),
  };
}

/** Codes of the origins that are e-mail (dialects page, section 4); whatever else reached SupportBee over the web. */
const EMAIL_ORIGINS: ReadonlySet<number> = new Set([3, 7]);

function source({ origin }: Ticket): JsonObject {
  const isEmail = EMAIL_ORIGINS.has(origin.code) || origin.slug.toLowerCase() === 'email';
  return { [isEmail ? 'email' : 'web']: origin.address };
}

function flags(native: SupportBeeEvent, ticket: Ticket): JsonObject {
  const { unanswered, archived, private: isPrivate, spam, trash, draft } = ticket.flags;
  return { unanswered, archived, private: isPrivate, spam, trash, draft, ...native.flags };
}

/** `body` is what API readers of 2012 take for `text`. */
function content(event: CanonicalEvent, ticket: Ticket): JsonObject {
  return {
    html: ticket.bodyHtml,
    text: ticket.bodyText,
    truncated: ticket.isBodyTruncated,
    attachments: ticket.attachments.map((file) => attachment(file, ticket.createdAt ?? event.at)),
    body: ticket.bodyText,
  };
}

function customField(field: CustomField): JsonObject {
  return {
    id: field.id,
    name: field.label === '' ? field.key : field.label,
    value: fieldValue(field),
  };
}
