import { summaryOf } from '../canonical.js';
import {
  at,
  compact,
  instantOf,
  integerOf,
  isObject,
  keyOf,
  listOf,
  textOf,
  type JsonObject,
} from '../reading.js';
import { personOf, type Staff } from './people.js';

/** An article of Zammad: its text, and whose it is. */
export interface Article {
  /** Null: Zammad does not tell. */
  readonly sender: 'customer' | 'agent' | 'system' | null;
  readonly isInternal: boolean;
  readonly created: string | null;
  readonly message: JsonObject;
  /** Its text, as the body of a ticket that begins with it. */
  readonly body: JsonObject | null;
  readonly author: JsonObject | null;
}

/** The article of a payload; null where it has none. */
export function articleOf(given: unknown, ticket: JsonObject, staff: Staff): Article | null {
  if (!isObject(given) || keyOf(given['id']) === null) return null;
  const sender = senderOf(given);
  // What is not told to be public is not shown to customers.
  const isInternal = given['internal'] !== false;
  const author = authorOf(given, sender, { ticket, staff });
  const body = contentOf(given);
  const created = instantOf(given['created_at']);
  const message = compact({
    id: keyOf(given['id']),
    kind: isInternal ? 'note' : 'reply',
    visibility: isInternal ? 'internal' : 'public',
    origin: compact({ slug: textOf(given['type']) }),
    author,
    ...body,
    summary: summaryOf(textOf(given['subject']) ?? textOf(body?.['text'])),
    cc: addresses(given['cc']),
    attachments: listOf(given['attachments']).flatMap((one) => attachmentOf(one) ?? []),
    created,
  });
  return { sender, isInternal, created, message: message ?? {}, body, author };
}

function senderOf({ sender }: JsonObject): Article['sender'] {
  const name = (textOf(sender) ?? textOf(at(sender, 'name')) ?? '').toLowerCase();
  return name === 'customer' || name === 'agent' || name === 'system' ? name : null;
}

interface Around {
  readonly ticket: JsonObject;
  readonly staff: Staff;
}

/** What an agent wrote is an agent's, whatever the roles are called. One who writes down a call writes in the customer's name. */
function authorOf(
  given: JsonObject,
  sender: Article['sender'],
  { ticket, staff }: Around,
): JsonObject | null {
  const origin = personOf(given['origin_by'], staff);
  const person = origin ?? personOf(given['created_by'], staff);
  if (sender === 'agent') return person === null ? null : { ...person, is_agent: true };
  if (sender !== 'customer') return person;
  const requester = isObject(ticket['requester']) ? ticket['requester'] : null;
  const customer = origin ?? requester ?? person;
  return customer === null ? null : { ...customer, is_agent: false };
}

function contentOf({ body, content_type: type }: JsonObject): JsonObject | null {
  const text = textOf(body);
  return text === null ? null : String(type).startsWith('text/html') ? { html: text } : { text };
}

function addresses(cc: unknown): readonly string[] {
  return (textOf(cc) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function attachmentOf(given: unknown): JsonObject | null {
  return compact({
    id: keyOf(at(given, 'id')),
    filename: textOf(at(given, 'filename')),
    content_type:
      textOf(at(given, 'preferences', 'Content-Type')) ?? textOf(at(given, 'preferences', 'Mime-Type')),
    size: integerOf(at(given, 'size')),
    url: textOf(at(given, 'url')),
  });
}
