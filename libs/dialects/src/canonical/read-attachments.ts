import { isObject, listOf, memberOf, type Json } from '../json-value.js';
import { md5Hex } from './gravatar.js';
import { integerId } from './integer-id.js';
import type { IntegerIds } from './integer-ids.js';
import {
  digitsBeyondMs,
  firstText,
  instantOrNull,
  integerOrNull,
  textOf,
  textOrNull,
} from './lenient-values.js';
import type { Attachment, Person } from './model.js';
import { readPersonOrNull } from './read-person.js';

/** Who attached the files and when, where they do not say so themselves. */
export interface AttachedWith {
  readonly createdAt: number | null;
  readonly createdDigits: string;
  readonly createdBy: Person | null;
}

export function readAttachments(ids: IntegerIds, value: Json, attachedWith: AttachedWith): Attachment[] {
  return listOf(value)
    .filter(isObject)
    .map((source) => readAttachment(ids, source, attachedWith));
}

function readAttachment(ids: IntegerIds, source: Json, attachedWith: AttachedWith): Attachment {
  const url = textOf(memberOf(source, 'url'));
  const filename = textOf(memberOf(source, 'filename'));
  const created = memberOf(source, 'created');
  const createdAt = instantOrNull(created);
  return {
    id: integerId(ids, 'attachment', memberOf(source, 'id')),
    filename,
    contentType: firstText(memberOf(source, 'content_type'), 'application/octet-stream'),
    size: integerOrNull(memberOf(source, 'size')),
    url,
    thumbUrl: textOrNull(memberOf(source, 'thumb_url')),
    hash32: hash32Of(memberOf(source, 'hash32'), firstText(url, filename)),
    guid: textOrNull(memberOf(source, 'guid')),
    createdAt: createdAt ?? attachedWith.createdAt,
    createdDigits: createdAt === null ? attachedWith.createdDigits : digitsBeyondMs(created),
    createdBy: readPersonOrNull(ids, memberOf(source, 'created_by'), 'client') ?? attachedWith.createdBy,
  };
}

function hash32Of(stated: Json, substitute: string): string {
  const hash = textOf(stated);
  return (/^[0-9a-f]{32}$/i.test(hash) ? hash : md5Hex(substitute)).toUpperCase();
}
