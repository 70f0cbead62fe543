import { summaryOf } from '../canonical.js';
import { at, compact, instantOf, integerOf, keyOf, listOf, textOf, type JsonObject } from '../reading.js';
import { senderOf } from './people.js';

/** What kind of message it is: `activity` and `template` are written by Chatwoot itself. */
export type MessageKind = 'incoming' | 'outgoing' | 'activity' | 'template';

const KINDS: readonly MessageKind[] = ['incoming', 'outgoing', 'activity', 'template'];

/** By its name, or by its number in older releases; null for an unknown one. */
export function messageKind({ message_type: given }: JsonObject): MessageKind | null {
  if (typeof given === 'number') return KINDS[given] ?? null;
  return KINDS.find((kind) => kind === given) ?? null;
}

/** Whether only agents may see the message. What is not told to be public is not shown to contacts. */
export function isPrivate(message: JsonObject): boolean {
  return message['private'] !== false;
}

export function messageOf(payload: JsonObject, isIncoming: boolean): JsonObject | null {
  const isNote = isPrivate(payload);
  const text = textOf(payload['content']);
  return compact({
    id: keyOf(payload['id']),
    kind: isNote ? 'note' : 'reply',
    visibility: isNote ? 'internal' : 'public',
    author: senderOf(payload['sender'], isIncoming),
    text,
    summary: summaryOf(text),
    attachments: listOf(payload['attachments']).flatMap((one) => attachmentOf(one) ?? []),
    created: instantOf(payload['created_at']),
  });
}

function attachmentOf(given: unknown): JsonObject | null {
  return compact({
    id: keyOf(at(given, 'id')),
    filename: textOf(at(given, 'fallback_title')) ?? textOf(at(given, 'extension')),
    content_type: textOf(at(given, 'file_type')),
    size: integerOf(at(given, 'file_size')),
    url: textOf(at(given, 'data_url')),
    thumb_url: textOf(at(given, 'thumb_url')),
  });
}
