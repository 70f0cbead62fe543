import { ignored, one, summaryOf, ticketEvent, unmapped } from '../canonical.js';
import type { InboundRequest, Mapping } from '../connector.js';
import type { OptionValues } from '../options.js';
import { at, compact, instantOf, keyOf, textOf, type JsonObject } from '../reading.js';
import { changesOf } from './changes.js';
import { customFieldOf, idOnly, ticketOf } from './ticket.js';
import { triggerEvent } from './trigger.js';
import { otherEvent } from './users-and-articles.js';

const EVENT = /^zen:event-type:([a-z_]+)[.:]([a-z_]+)$/;

/** Events that need no changes to be told. */
const LITERAL: Readonly<Record<string, string>> = {
  created: 'ticket.created',
  marked_as_spam: 'ticket.spam_marked',
  soft_deleted: 'ticket.trashed',
  undeleted: 'ticket.untrashed',
  permanently_deleted: 'ticket.deleted',
};

/** Event subscriptions say what they are in `type`; a trigger's body does if it is the documented one. */
export function toEvents(payload: JsonObject, _request: InboundRequest, options: OptionValues): Mapping {
  if (payload['deskhook'] !== undefined) return triggerEvent(payload, options);
  const type = textOf(payload['type']);
  const [, domain, name = ''] = EVENT.exec(type ?? '') ?? [];
  if (domain === undefined)
    return unmapped(
      '"type" is no zen:event-type:… and "deskhook" is missing: give the trigger the documented JSON body',
    );
  const mapping =
    domain === 'ticket' ? ofTicket(name, payload, options) : otherEvent(`${domain}.${name}`, payload);
  return correlated(mapping, textOf(at(payload, 'event', 'meta', 'sequence', 'id')));
}

/** One action there comes as several events, which have the id of their sequence in common. */
function correlated(mapping: Mapping, correlation: string | null): Mapping {
  if (mapping.kind !== 'events') return mapping;
  return { ...mapping, events: mapping.events.map((event) => ({ ...event, correlation })) };
}

function ofTicket(name: string, payload: JsonObject, options: OptionValues): Mapping {
  const ticket = ticketOf(payload['detail'], options);
  if (ticket === null) return unmapped('"detail.id" of the ticket is missing');
  const time = instantOf(payload['time']);
  const actor = idOnly(at(payload, 'detail', 'actor_id'), null);
  if (name === 'comment_added') return commentEvent(ticket, payload, time);
  const literal = Object.hasOwn(LITERAL, name) ? LITERAL[name] : undefined;
  if (literal !== undefined) return one(ticketEvent({ type: literal, time, ticket, actor }));
  const changes = changesOf(name, payload, options);
  if (changes.length === 0) return ignored(`the event "ticket.${name}" changes nothing that a ticket has`);
  const field = name === 'custom_field_changed' ? customFieldOf(payload['event']) : null;
  const told = field === null ? ticket : { ...ticket, custom_fields: [field] };
  return one(ticketEvent({ type: 'ticket.updated', time, ticket: told, actor, changes }));
}

function commentEvent(ticket: JsonObject, payload: JsonObject, time: string | null): Mapping {
  const comment = at(payload, 'event', 'comment');
  // What is not told to be public is not shown to requesters.
  const isPublic = at(comment, 'is_public') === true;
  const text = textOf(at(comment, 'body'));
  const staff = at(comment, 'author', 'is_staff');
  const author = compact({
    id: keyOf(at(comment, 'author', 'id')),
    name: textOf(at(comment, 'author', 'name')),
    is_agent: typeof staff === 'boolean' ? staff : null,
  });
  const message = compact({
    id: keyOf(at(comment, 'id')),
    kind: isPublic ? 'reply' : 'note',
    visibility: isPublic ? 'public' : 'internal',
    author,
    text,
    summary: summaryOf(text),
    created: time,
  });
  const type = isPublic ? 'reply.created' : 'note.created';
  return one(ticketEvent({ type, time, ticket, actor: author, message }));
}
