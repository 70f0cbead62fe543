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
import { personOf } from './people.js';

/** What FreeScout calls the threads of a conversation that people wrote. */
export type ThreadType = 'customer' | 'message' | 'note';

/** The latest thread of that type that is not a draft: the one that the event is about. */
export function latestThread(conversation: JsonObject, type: ThreadType): JsonObject | null {
  const threads = listOf(at(conversation, '_embedded', 'threads'))
    .filter(isObject)
    .filter((thread) => thread['type'] === type && thread['state'] !== 'draft');
  const byAge = threads.toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
  return byAge.at(-1) ?? null;
}

/** A thread as a message. Without one, the conversation's preview has to do. */
export function messageOf(thread: JsonObject | null, type: ThreadType, conversation: JsonObject): JsonObject {
  const isNote = type === 'note';
  const kind = { kind: isNote ? 'note' : 'reply', visibility: isNote ? 'internal' : 'public' };
  const preview = textOf(conversation['preview']);
  const author = authorOf(thread, type, conversation);
  if (thread === null) return compact({ ...kind, author, text: preview, summary: preview }) ?? {};
  const created = instantOf(thread['createdAt']);
  const attachments = listOf(at(thread, '_embedded', 'attachments')).flatMap(
    (one) => attachmentOf(one) ?? [],
  );
  const html = textOf(thread['body']);
  const summary = summaryOf(preview);
  const cc = listOf(thread['cc']).flatMap((one) => textOf(one) ?? []);
  return compact({ id: keyOf(thread['id']), ...kind, author, html, summary, cc, attachments, created }) ?? {};
}

function authorOf(thread: JsonObject | null, type: ThreadType, conversation: JsonObject): JsonObject | null {
  const isAgent = type !== 'customer';
  const fallback = isAgent ? conversation['assignee'] : conversation['customer'];
  const person = personOf(thread?.['createdBy']) ?? personOf(fallback);
  return person === null ? null : { ...person, is_agent: isAgent };
}

/** Instants of RFC 3339 in UTC sort as texts; ids break ties. */
function orderOf({ createdAt, id }: JsonObject): string {
  return `${instantOf(createdAt) ?? ''} ${String(keyOf(id) ?? '').padStart(16, '0')}`;
}

function attachmentOf(given: unknown): JsonObject | null {
  return compact({
    id: keyOf(at(given, 'id')),
    filename: textOf(at(given, 'fileName')),
    content_type: textOf(at(given, 'mimeType')),
    size: integerOf(at(given, 'size')),
    url: textOf(at(given, 'fileUrl')),
  });
}
