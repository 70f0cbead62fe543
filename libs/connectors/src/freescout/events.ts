import { ignored, one, statusChange, ticketEvent, unmapped } from '../canonical.js';
import type { InboundRequest, Mapping } from '../connector.js';
import type { OptionValues } from '../options.js';
import { compact, instantOf, isObject, keyOf, textOf, type JsonObject } from '../reading.js';
import { personOf } from './people.js';
import { firstThread, latestThread, messageOf, type ThreadType } from './thread.js';
import { statusTable, ticketOf } from './ticket.js';

/** FreeScout names the event in a header; the body is the conversation, or the customer, as it is now. */
export function toEvents(payload: JsonObject, { headers }: InboundRequest, options: OptionValues): Mapping {
  const event = headers['x-freescout-event'] ?? '';
  if (event === 'customer.created') return customerEvent(payload);
  if (!event.startsWith('convo.'))
    return ignored(`the event "${event}" is nothing that a ticket or a user has`);
  const ticket = ticketOf(payload, options);
  if (ticket === null) return unmapped('"id" of the conversation is missing');
  return conversationEvent(event, ticket, payload, options);
}

function conversationEvent(
  event: string,
  ticket: JsonObject,
  payload: JsonObject,
  options: OptionValues,
): Mapping {
  const time = instantOf(payload['updatedAt']) ?? instantOf(payload['userUpdatedAt']);
  switch (event) {
    case 'convo.created':
      return created(ticket, payload);
    case 'convo.status':
      return statusEvents(ticket, payload, time, options);
    case 'convo.assigned':
      return assigned(ticket, time);
    case 'convo.moved':
      return moved(ticket, payload, time);
    case 'convo.customer.reply.created':
      return message('customer', ticket, payload);
    case 'convo.agent.reply.created':
      return message('message', ticket, payload);
    case 'convo.note.created':
      return message('note', ticket, payload);
    case 'convo.deleted':
      return one(ticketEvent({ type: 'ticket.trashed', time, ticket }));
    case 'convo.restored':
      return one(ticketEvent({ type: 'ticket.untrashed', time, ticket }));
    case 'convo.deleted_forever':
      return one(ticketEvent({ type: 'ticket.deleted', time, ticket }));
    default:
      return ignored(`the event "${event}" is nothing that a ticket has`);
  }
}

function created(ticket: JsonObject, payload: JsonObject): Mapping {
  const { html, attachments } = messageOf(firstThread(payload), 'customer', payload);
  const whole = html === undefined ? ticket : { ...ticket, body: { html }, attachments };
  const actor = personOf(payload['createdBy']);
  return one(
    ticketEvent({ type: 'ticket.created', time: instantOf(payload['createdAt']), ticket: whole, actor }),
  );
}

/** FreeScout tells the new status only. What goes among the spam is also that. */
function statusEvents(
  ticket: JsonObject,
  payload: JsonObject,
  time: string | null,
  options: OptionValues,
): Mapping {
  const status = textOf(payload['status']);
  if (status === null) return unmapped('"status" of the conversation is missing');
  const changes = [statusChange({ new: status }, statusTable(options))];
  const actor = status === 'closed' ? closerOf(payload) : null;
  const updated = ticketEvent({ type: 'ticket.updated', time, ticket, actor, changes });
  const marked = status === 'spam' ? [ticketEvent({ type: 'ticket.spam_marked', time, ticket })] : [];
  return { kind: 'events', events: [updated, ...marked] };
}

/** Of all changes of a status FreeScout tells by whom a conversation was closed. */
function closerOf({ closedByUser, closedBy }: JsonObject): JsonObject | null {
  const person = personOf(closedByUser) ?? compact({ id: keyOf(closedBy) });
  return person === null ? null : { ...person, is_agent: true };
}

/** Who it was assigned to before is not told, so that nobody can be named as taken off. */
function assigned(ticket: JsonObject, time: string | null): Mapping {
  const agent = ticket['primary_agent'];
  if (!isObject(agent)) {
    const assignment = { kind: 'agent', assignee: null, previous: null };
    return one(ticketEvent({ type: 'ticket.unassigned', time, ticket, assignment }));
  }
  const changes = [{ field: 'agents', label: 'Assignee', new: [agent] }];
  return one(ticketEvent({ type: 'ticket.updated', time, ticket, changes }));
}

function moved(ticket: JsonObject, payload: JsonObject, time: string | null): Mapping {
  const changes = [{ field: 'category', label: 'Mailbox', new: payload['mailboxId'] ?? null }];
  return one(ticketEvent({ type: 'ticket.updated', time, ticket, changes }));
}

function message(type: ThreadType, ticket: JsonObject, payload: JsonObject): Mapping {
  const told = messageOf(latestThread(payload, type), type, payload);
  const time = instantOf(told['created']) ?? instantOf(payload['updatedAt']);
  const actor = isObject(told['author']) ? told['author'] : null;
  const canonical = type === 'note' ? 'note.created' : 'reply.created';
  return one(ticketEvent({ type: canonical, time, ticket, actor, message: told }));
}

function customerEvent(payload: JsonObject): Mapping {
  const user = personOf(payload);
  if (user === null) return unmapped('"id" of the customer is missing');
  const subject = `users/${String(user['id'])}`;
  const data = { user: { ...user, is_agent: false } };
  return one({ type: 'user.created', subject, time: instantOf(payload['createdAt']), data });
}
