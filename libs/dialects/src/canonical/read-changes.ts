import { isObject, listOf, memberOf, type Json } from '../json-value.js';
import { integerIdOrNull } from './integer-id.js';
import type { IdKind, IntegerIds } from './integer-ids.js';
import { firstText, textOf, textOrNull } from './lenient-values.js';
import type { Change } from './model.js';

/** The changed fields in their order; entries that name no field are left out. */
export function readChanges(ids: IntegerIds, value: Json): Change[] {
  return listOf(value)
    .filter(isObject)
    .map((source) => readChange(ids, source))
    .filter((change) => change.field !== '');
}

function readChange(ids: IntegerIds, source: Json): Change {
  const field = firstText(memberOf(source, 'field'), memberOf(source, 'slug'));
  const kind = KIND_BY_FIELD.get(field) ?? 'field';
  return {
    field,
    slug: firstText(memberOf(source, 'slug'), field),
    label: firstText(memberOf(source, 'label'), field),
    old: memberOf(source, 'old') ?? null,
    new: memberOf(source, 'new') ?? null,
    oldId: integerIdOrNull(ids, kind, memberOf(source, 'old_id')),
    newId: integerIdOrNull(ids, kind, memberOf(source, 'new_id')),
    oldLabel: textOrNull(memberOf(source, 'old_label')),
    newLabel: textOrNull(memberOf(source, 'new_label')),
    reason: textOrNull(textOf(memberOf(source, 'reason'))),
  };
}

/** What the old and new ids of a field identify; those of any other field are its own choices. */
const KIND_BY_FIELD: ReadonlyMap<string, IdKind> = new Map<string, IdKind>([
  ['agent', 'person'],
  ['agents', 'person'],
  ['assigned_agent', 'person'],
  ['assignee', 'person'],
  ['assignees', 'person'],
  ['category', 'category'],
  ['label', 'label'],
  ['labels', 'label'],
  ['owner', 'person'],
  ['priority', 'priority'],
  ['requester', 'person'],
  ['service', 'service'],
  ['status', 'status'],
  ['tag', 'tag'],
  ['tags', 'tag'],
  ['team', 'team'],
  ['urgency', 'priority'],
]);
