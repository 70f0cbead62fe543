import { ignored, one, ticketEvent, unmapped } from '../canonical.js';
import type { InboundRequest, Mapping } from '../connector.js';
import type { OptionValues } from '../options.js';
import { at, instantOf, listOf, objectOf, textOf, type JsonObject } from '../reading.js';
import { otherChanges, statusChanges } from './changes.js';
import { isPrivate, messageKind, messageOf } from './message.js';
import { agentOf, contactOf } from './people.js';
import { ticketOf } from './ticket.js';

/**
 * The event stands in the body. A change of status is told twice, as `conversation_status_changed` and among the changes of
 * `conversation_updated`: the first one counts.
 */
export function toEvents(payload: JsonObject, _request: InboundRequest, options: OptionValues): Mapping {
  const event = textOf(payload['event']);
  switch (event) {
    case null:
      return unmapped('"event" is missing: this is not what Chatwoot sends');
    case 'conversation_created':
    case 'conversation_status_changed':
    case 'conversation_updated':
      return conversationEvent(event, payload, options);
    case 'message_created':
      return messageEvent(payload, options);
    case 'contact_created':
      return contactEvent(payload);
    default:
      return ignored(`the event "${event}" is nothing that a ticket has`);
  }
}

function conversationEvent(event: string, payload: JsonObject, options: OptionValues): Mapping {
  const ticket = ticketOf(payload, at(payload, 'account', 'id'), options);
  if (ticket === null) return unmapped('"id" of the conversation is missing');
  const updatedAt = instantOf(payload['updated_at']);
  if (event === 'conversation_created') {
    const time = instantOf(payload['created_at']) ?? updatedAt;
    return one(ticketEvent({ type: 'ticket.created', time, ticket: withFirstMessage(ticket, payload) }));
  }
  const isStatus = event === 'conversation_status_changed';
  const changes = isStatus ? statusChanges(payload, options) : otherChanges(payload);
  if (changes.length === 0) return ignored('nothing changed that a ticket has, or only its status');
  return one(ticketEvent({ type: 'ticket.updated', time: updatedAt, ticket, changes }));
}

/**
 * A new conversation brings a message along: the last one when it is sent, which may be a greeting or an answer by then. What
 * a contact wrote is taken for how it began.
 */
function withFirstMessage(ticket: JsonObject, { messages }: JsonObject): JsonObject {
  const brought = objectOf(listOf(messages)[0]);
  const isContacts = messageKind(brought) === 'incoming' && !isPrivate(brought);
  const text = isContacts ? textOf(brought['content']) : null;
  return text === null ? ticket : { ...ticket, body: { text } };
}

function messageEvent(payload: JsonObject, options: OptionValues): Mapping {
  const kind = messageKind(payload);
  if (kind === 'activity' || kind === 'template') return ignored('Chatwoot wrote the message by itself');
  const ticket = ticketOf(payload['conversation'], at(payload, 'account', 'id'), options);
  if (kind === null || ticket === null)
    return unmapped('"message_type" or "conversation.id" of the message is missing');
  const message = objectOf(messageOf(payload, kind === 'incoming'));
  const isNote = isPrivate(payload);
  const time = instantOf(payload['created_at']);
  const actor = kind === 'incoming' ? contactOf(payload['sender']) : agentOf(payload['sender']);
  return one(ticketEvent({ type: isNote ? 'note.created' : 'reply.created', time, ticket, actor, message }));
}

function contactEvent(payload: JsonObject): Mapping {
  const user = contactOf(payload);
  if (user === null) return unmapped('"id" of the contact is missing');
  const subject = `users/${String(user['id'])}`;
  return one({ type: 'user.created', subject, time: instantOf(payload['created_at']), data: { user } });
}
