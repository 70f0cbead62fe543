import { ignored, ticketEvent, unmapped } from '../canonical.js';
import type { InboundRequest, MappedEvent, Mapping } from '../connector.js';
import { mapOption, type OptionValues } from '../options.js';
import { at, instantOf, integerOf, listOf, type JsonObject } from '../reading.js';
import { articleOf, type Article } from './article.js';
import { personOf, staffOf, type Staff } from './people.js';
import { ticketOf } from './ticket.js';

/**
 * What a webhook of Zammad brings: the ticket and perhaps an article, but not what happened. The option `triggers` tells it
 * by the trigger's name; without that the article does.
 */
export function toEvents(payload: JsonObject, { headers }: InboundRequest, options: OptionValues): Mapping {
  const ticket = ticketOf(payload['ticket'], options);
  if (ticket === null)
    return unmapped('ticket.id is missing: leave "Custom Payload" of the webhook switched off in Zammad');
  const staff = staffOf(payload['ticket']);
  const article = articleOf(payload['article'], ticket, staff);
  const told = mapOption(options, 'triggers').get((headers['x-zammad-trigger'] ?? '').toLowerCase());
  const type = told ?? typeOf(article, payload['ticket']);
  return type === null
    ? ignored('the article is one that Zammad wrote by itself')
    : { kind: 'events', events: eventsOf(type, { payload, ticket, article, staff }) };
}

/** Null: an automatic answer, which is nobody's reply. */
function typeOf(article: Article | null, ticket: unknown): string | null {
  if (article === null) return 'ticket.updated';
  if (isFirst(article, ticket)) return 'ticket.created';
  if (article.sender === 'system') return null;
  return article.isInternal ? 'note.created' : 'reply.created';
}

/** Zammad sends later than things happen: a new ticket may have an automatic answer by then. */
function isFirst({ message }: Article, ticket: unknown): boolean {
  const ids = listOf(at(ticket, 'article_ids')).map(integerOf);
  const known = ids.filter((id) => id !== null);
  return known.length === 0 ? at(ticket, 'article_count') === 1 : Math.min(...known) === message['id'];
}

interface Parts {
  readonly payload: JsonObject;
  readonly ticket: JsonObject;
  readonly article: Article | null;
  readonly staff: Staff;
}

/** An internal article is a note and nothing else, whatever its trigger stands for: a reply may be shown to customers. */
function eventsOf(type: string, parts: Parts): MappedEvent[] {
  if (parts.article?.isInternal !== true) return [eventOf(type, parts)];
  if (type === 'ticket.created') return [eventOf(type, parts), eventOf('note.created', parts)];
  return [eventOf(type === 'reply.created' ? 'note.created' : type, parts)];
}

function eventOf(type: string, { payload, ticket, article, staff }: Parts): MappedEvent {
  const isMessage = type === 'reply.created' || type === 'note.created';
  const isBeginning = type === 'ticket.created' && article?.body != null && !article.isInternal;
  const updatedAt = instantOf(at(payload, 'ticket', 'updated_at'));
  return ticketEvent({
    type,
    time: isMessage ? (article?.created ?? updatedAt) : updatedAt,
    ticket: isBeginning ? { ...ticket, ...beginningOf(article) } : ticket,
    actor: isMessage ? (article?.author ?? null) : doerOf(type, payload, staff),
    message: isMessage ? (article?.message ?? null) : null,
  });
}

/** By the time that Zammad sends, somebody else may have changed a new ticket. */
function doerOf(type: string, { ticket }: JsonObject, staff: Staff): JsonObject | null {
  const [creator, changer] = ['created_by', 'updated_by'].map((name) => personOf(at(ticket, name), staff));
  return (type === 'ticket.created' ? creator : null) ?? changer ?? null;
}

/** The article that a ticket begins with is its body. */
function beginningOf({ body, message }: Article): JsonObject {
  return { body, attachments: message['attachments'] };
}
