import { isObject, memberOf, type Json } from '../json-value.js';
import { integerId } from './integer-id.js';
import { digitsBeyondMs, flagOf, instantOrNull, integerOrNull, textOf } from './lenient-values.js';
import { isAgentActor, isAgentAuthor } from './message-author.js';
import type { Message, Person } from './model.js';
import { readOrigin } from './origin-codes.js';
import { readAttachments } from './read-attachments.js';
import { readContent, readSummary } from './read-content.js';
import { readCopyReaders } from './read-copy-readers.js';
import { readPerson, readPersonOrNull } from './read-person.js';
import type { Reading } from './reading.js';

/** The reply or note that the event is about, else the last one of its ticket. */
export function readEventMessage(reading: Reading, data: Json): Message | null {
  const own = memberOf(data, 'message');
  if (isObject(own)) return readMessage(reading, own, readOwnAuthor(reading, own, data), reading.at);
  const last = memberOf(data, 'ticket', 'last_action');
  if (!isObject(last)) return null;
  const isAgents = kindOf(reading, last) === 'note' || isAgentAuthor(last, memberOf(data, 'ticket')) === true;
  const author = readPerson(reading.ids, last['author'], isAgents ? 'agent' : 'client');
  return readMessage(reading, last, author, null);
}

type Kind = Message['kind'];

const KIND_BY_TYPE: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['ticket.created', 'report'],
  ['reply.created', 'reply'],
  ['note.created', 'note'],
]);
const INTERNAL: ReadonlySet<string> = new Set(['internal', 'private']);

function readMessage(reading: Reading, source: Json, author: Person, at: number | null): Message {
  const { ids } = reading;
  const kind = kindOf(reading, source);
  const { html, text } = readContent(source);
  const created = memberOf(source, 'created');
  const createdAt = instantOrNull(created) ?? at;
  const attachedWith = { createdAt, createdDigits: digitsBeyondMs(created), createdBy: author };
  return {
    id: integerId(ids, 'message', memberOf(source, 'id')),
    sequence: integerOrNull(memberOf(source, 'seq_in_ticket')),
    kind,
    isInternal: kind === 'note' || INTERNAL.has(textOf(memberOf(source, 'visibility')).toLowerCase()),
    originCode: readOrigin(memberOf(source, 'origin') ?? memberOf(source, 'origin_code')).code,
    author,
    html,
    text,
    summary: readSummary(memberOf(source, 'summary'), text),
    cc: readCopyReaders(ids, memberOf(source, 'cc')),
    attachments: readAttachments(ids, memberOf(source, 'attachments'), attachedWith),
    createdAt,
    isDeleted: flagOf(memberOf(source, 'deleted')),
  };
}

function kindOf({ type }: Reading, source: Json): Kind {
  const kind = memberOf(source, 'kind');
  if (kind === 'report' || kind === 'reply' || kind === 'note' || kind === 'log') return kind;
  return KIND_BY_TYPE.get(type) ?? 'reply';
}

/** Whoever wrote the message that an event is about; the actor where it does not say. */
function readOwnAuthor(reading: Reading, source: Json, data: Json): Person {
  const { ids, actorType } = reading;
  const isAgents =
    kindOf(reading, source) === 'note' ||
    (isAgentAuthor(source, memberOf(data, 'ticket')) ?? isAgentActor(data, actorType) ?? false);
  const standing = isAgents ? 'agent' : 'client';
  return (
    readPersonOrNull(ids, memberOf(source, 'author'), standing) ??
    readPersonOrNull(ids, memberOf(data, 'actor'), standing) ??
    readPerson(ids, undefined, standing)
  );
}
