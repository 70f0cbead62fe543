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
  return threadsOf(conversation, [type]).at(-1) ?? null;
}

/** The public thread that the conversation begins with: FreeScout may send later than things happen. */
export function firstThread(conversation: JsonObject): JsonObject | null {
  return threadsOf(conversation, ['customer', 'message'])[0] ?? null;
}

/** In the order of their age. */
function threadsOf(conversation: JsonObject, types: readonly ThreadType[]): readonly JsonObject[] {
  return listOf(at(conversation, '_embedded', 'threads'))
    .filter(isObject)
    .filter((thread) => types.some((type) => type === thread['type']) && thread['state'] !== 'draft')
    .toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
}

/**
 * The preview of the conversation; null where it may be that of a note. It is the beginning of whatever was written last,
 * and goes where customers read it.
 */
export function publicPreview(conversation: JsonObject): string | null {
  const preview = textOf(conversation['preview']);
  const threads = threadsOf(conversation, ['customer', 'message', 'note']);
  const isPublic = threads.length > 0 && threads.every((thread) => thread['type'] !== 'note');
  return isPublic ? preview : null;
}

/** A thread as a message. Without one, the conversation's preview has to do for a note. */
export function messageOf(thread: JsonObject | null, type: ThreadType, conversation: JsonObject): JsonObject {
  const isNote = type === 'note';
  const kind = { kind: isNote ? 'note' : 'reply', visibility: isNote ? 'internal' : 'public' };
  const preview = isNote ? textOf(conversation['preview']) : publicPreview(conversation);
  const author = authorOf(thread, type, conversation);
  if (thread === null) return compact({ ...kind, author, text: preview, summary: preview }) ?? {};
  const created = instantOf(thread['createdAt']);
  const attachments = listOf(at(thread, '_embedded', 'attachments')).flatMap(
    (one) => attachmentOf(one) ?? [],
  );
  const html = textOf(thread['body']);
  const summary = summaryOf(html?.replaceAll(TAG, ' ') ?? null);
  const cc = listOf(thread['cc']).flatMap((one) => textOf(one) ?? []);
  return compact({ id: keyOf(thread['id']), ...kind, author, html, summary, cc, attachments, created }) ?? {};
}

function authorOf(thread: JsonObject | null, type: ThreadType, conversation: JsonObject): JsonObject | null {
  const isAgent = type !== 'customer';
  const fallback = isAgent ? conversation['assignee'] : conversation['customer'];
  const person = personOf(thread?.['createdBy']) ?? personOf(fallback);
  return person === null ? null : { ...person, is_agent: isAgent };
}

const TAG = /<[^<>]*>/g;

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
