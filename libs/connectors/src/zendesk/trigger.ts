import { isTicketEvent, one, statusOf, summaryOf, ticketEvent, unmapped } from '../canonical.js';
import type { Mapping } from '../connector.js';
import type { OptionValues } from '../options.js';
import { at, compact, instantOf, keyOf, slugOf, textOf, type JsonObject } from '../reading.js';
import { statusTable } from './status-table.js';
import { personOf, triggerPeople } from './trigger-people.js';

/** The body that docs/connectors.md has for triggers: Zendesk fills in its placeholders. */
export function triggerEvent(payload: JsonObject, options: OptionValues): Mapping {
  const { comment } = payload;
  const told = textOf(payload['type']);
  const type = told === 'reply.created' && isPrivate(comment) ? 'note.created' : told;
  if (type === null || !isTicketEvent(type))
    return unmapped('"type" must name an event about a ticket, such as ticket.closed, or custom.<name>');
  const ticket = ticketOf(payload['ticket'], options);
  if (ticket === null) return unmapped('"ticket.id" is missing: it is {{ticket.id}} in the trigger');
  const { actor, author } = triggerPeople(payload);
  const message = messageOf(type, comment, author);
  const time = instantOf(at(payload, 'ticket', 'updated_at'));
  return one(ticketEvent({ type, time, ticket, actor, message }));
}

function ticketOf(given: unknown, options: OptionValues): JsonObject | null {
  const id = keyOf(at(given, 'id'));
  if (id === null) return null;
  const [priority, agent] = [textOf(at(given, 'priority')), known(at(given, 'assignee'), true)];
  return compact({
    id,
    subject: textOf(at(given, 'subject')),
    type: 'public',
    body: compact({ text: textOf(at(given, 'description')) }),
    status: statusOf(textOf(at(given, 'status')), statusTable(options)),
    priority: priority === null ? null : { slug: slugOf(priority), name: priority },
    origin: compact({ slug: slugOf(textOf(at(given, 'via')) ?? '') || null }),
    requester: known(at(given, 'requester'), false),
    agents: agent === null ? [] : [agent],
    primary_agent: agent,
    team: compact({ name: textOf(at(given, 'group')) }),
    tags: tagsOf(at(given, 'tags')),
    urls: compact({ admin: linkOf(at(given, 'url')) }),
    timestamps: compact({
      created: instantOf(at(given, 'created_at')),
      updated: instantOf(at(given, 'updated_at')),
    }),
  });
}

function messageOf(type: string, comment: unknown, author: JsonObject | null): JsonObject | null {
  const text = textOf(at(comment, 'text'));
  if (text === null || !(type === 'reply.created' || type === 'note.created')) return null;
  const isNote = type === 'note.created';
  const kind = { kind: isNote ? 'note' : 'reply', visibility: isNote ? 'internal' : 'public' };
  return compact({ id: keyOf(at(comment, 'id')), ...kind, author, text, summary: summaryOf(text) });
}

/** `{{ticket.latest_comment}}` may be an internal note. Bodies of triggers that do not tell say by their type what it is. */
function isPrivate(comment: unknown): boolean {
  return /^(false|no)$/i.test(String(at(comment, 'is_public')));
}

/** Somebody of the ticket itself. */
function known(given: unknown, isAgent: boolean): JsonObject | null {
  const person = personOf(given);
  return person === null ? null : { ...person, is_agent: isAgent };
}

/** Zendesk writes tags in one text, separated by blanks. */
function tagsOf(given: unknown): readonly JsonObject[] {
  const names = (textOf(given) ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return names.map((name) => ({ name }));
}

/** `{{ticket.link}}` is an address; `{{ticket.url}}` has no scheme. */
function linkOf(given: unknown): string | null {
  const text = textOf(given);
  return text === null || /^https?:\/\//i.test(text) ? text : `https://${text}`;
}
