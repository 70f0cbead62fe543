import type { Attachment, CanonicalEvent, Message, Ticket } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { entryOf } from '../table-entry.js';
import { dateTime } from './date-time.js';

/** The triggers that show a message, and what SupportCandy calls its kind. */
const THREAD_TYPES: Readonly<Record<string, string>> = {
  'create-ticket': 'report',
  'reply-ticket': 'reply',
  'submit-note': 'note',
};

/** `thread`: the message that the trigger is about; null where it is about none. */
export function threadOf(native: string, event: CanonicalEvent, ticket: Ticket): JsonObject | null {
  const type = entryOf(THREAD_TYPES, native);
  if (type === undefined) return null;
  const { message } = event;
  if (native !== 'create-ticket')
    return message === null ? emptyThread(event, ticket, type) : messageThread(message, type);
  return message?.kind === 'report' ? messageThread(message, type) : ticketThread(ticket, type);
}

function messageThread(message: Message, type: string): JsonObject {
  return {
    id: message.id,
    customer: message.author.id,
    type,
    body: message.html,
    attachments: attachmentIds(message.attachments),
    seen: '',
    date_created: dateTime(message.createdAt),
  };
}

/** For receivers that read into the thread of a reply or note unchecked, where the event does not hold it. */
function emptyThread({ actor, at }: CanonicalEvent, ticket: Ticket, type: string): JsonObject {
  const author = actor?.id ?? (type === 'reply' ? ticket.requester.id : 0);
  return {
    id: 0,
    customer: author,
    type,
    body: '',
    attachments: '',
    seen: '',
    date_created: dateTime(at),
  };
}

/** The ticket's own text is its first message. */
function ticketThread(ticket: Ticket, type: string): JsonObject {
  return {
    id: 0,
    customer: ticket.requester.id,
    type,
    body: ticket.bodyHtml,
    attachments: attachmentIds(ticket.attachments),
    seen: '',
    date_created: dateTime(ticket.createdAt),
  };
}

function attachmentIds(attachments: readonly Attachment[]): string {
  return attachments.map(({ id }) => id).join(',');
}
