import type { Attachment, CanonicalEvent, Message, Person } from '../canonical/model.js';
import type { Standing } from '../canonical/read-person.js';
import type { JsonObject } from '../json-value.js';
import { instant } from './instant.js';
import { nobody, person } from './person.js';

/** The `reply` of a reply event. An event without the message gives an empty one: receivers read into it unchecked. */
export function reply(event: CanonicalEvent, side: Standing): JsonObject {
  const { message } = event;
  return {
    id: message?.id ?? 0,
    created_at: instant(message?.createdAt ?? event.at),
    summary: message?.summary ?? '',
    cc: (message?.cc ?? []).map(person),
    replier: person(replier(event, side)),
    content: content(event, message),
  };
}

/** The `comment` of a note event: a reply without `summary` and `cc`. */
export function comment(event: CanonicalEvent): JsonObject {
  const { message } = event;
  return {
    id: message?.id ?? 0,
    created_at: instant(message?.createdAt ?? event.at),
    commenter: person(message?.author ?? event.actor ?? nobody('agent')),
    content: content(event, message),
  };
}

/** A file of a ticket or of a message; one without an instant of its own is as old as what it is attached to. */
export function attachment(file: Attachment, attachedAt: number): JsonObject {
  return {
    id: file.id,
    created_at: instant(file.createdAt ?? attachedAt),
    filename: file.filename,
    content_type: file.contentType,
    url: { original: file.url, thumb: file.thumbUrl ?? file.url },
  };
}

/** `body` is what API readers of 2012 take for `text`. */
function content(event: CanonicalEvent, message: Message | null): JsonObject {
  const text = message?.text ?? '';
  return {
    text,
    html: message?.html ?? '',
    attachments: (message?.attachments ?? []).map((file) => attachment(file, message?.createdAt ?? event.at)),
    body: text,
  };
}

/** Of a customer's reply that names nobody: the requester. */
function replier({ message, actor, ticket }: CanonicalEvent, side: Standing): Person {
  const author = message?.author ?? actor ?? nobody(side);
  const isKnown = author.id !== 0 || author.email !== '' || author.name !== '';
  return isKnown || side === 'agent' ? author : (ticket?.requester ?? author);
}
