import { isObject, listOf, memberOf, type Json } from '../json-value.js';
import { integerId, integerIdOrNull } from './integer-id.js';
import type { IntegerIds } from './integer-ids.js';
import { firstText, integerOrNull, textOf, textOrNull } from './lenient-values.js';
import type { CustomField, CustomFieldItem } from './model.js';

type Scalar = string | number | boolean;

/** Custom fields in their order; what is no object is left out. */
export function readCustomFields(ids: IntegerIds, value: Json): CustomField[] {
  return listOf(value)
    .filter(isObject)
    .map((field) => readCustomField(ids, field));
}

function readCustomField(ids: IntegerIds, source: Json): CustomField {
  const id = fieldId(ids, source);
  const slug = firstText(memberOf(source, 'slug'), `cust_${id}`);
  const key = firstText(memberOf(source, 'key'), slug);
  const items = listOf(memberOf(source, 'items')).filter(isObject).map(readItem);
  const values = valuesOf(source, items);
  const single = values.length > 0 || items.length > 0 ? null : scalarOf(memberOf(source, 'value'));
  return {
    id,
    ruleId: integerId(ids, 'rule', memberOf(source, 'rule_id')),
    line: integerOrNull(memberOf(source, 'line')) ?? 1,
    slug,
    key,
    label: firstText(memberOf(source, 'label'), key),
    type: textOf(memberOf(source, 'type')),
    value: single,
    values,
    items,
    isEmpty: single === null && values.length === 0 && items.length === 0,
  };
}

/** A field without an id is told apart by the number in its slug, else by its key: two must never be taken for one. */
function fieldId(ids: IntegerIds, source: Json): number {
  const id = integerIdOrNull(ids, 'field', memberOf(source, 'id'));
  if (id !== null) return id;
  const slug = textOf(memberOf(source, 'slug'));
  const numbered = /^cust_([0-9]{1,15})$/.exec(slug)?.[1];
  if (numbered !== undefined) return Number(numbered);
  const key = firstText(memberOf(source, 'key'), slug);
  return key === '' ? 0 : ids('field', key);
}

function valuesOf(source: Json, items: readonly CustomFieldItem[]): Scalar[] {
  const listed = [...listOf(memberOf(source, 'values')), ...listOf(memberOf(source, 'value'))];
  const values = listed.flatMap((value) => scalarOf(value) ?? []);
  return values.length > 0 ? values : items.flatMap((item) => itemText(item) ?? []);
}

/** An empty text is no value. A choice that comes as an object counts as its label. */
function scalarOf(value: Json): Scalar | null {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (isObject(value))
    return textOrNull(firstText(memberOf(value, 'label'), memberOf(value, 'name'), memberOf(value, 'value')));
  return textOrNull(value);
}

function readItem(source: Json): CustomFieldItem {
  return {
    personId: textOrNull(memberOf(source, 'person_id')),
    clientId: textOrNull(memberOf(source, 'client_id')),
    team: textOrNull(memberOf(source, 'team')),
    label: textOrNull(memberOf(source, 'label')),
    fileGuid: textOrNull(memberOf(source, 'file_guid')),
    fileName: textOrNull(memberOf(source, 'file_name')),
  };
}

function itemText(item: CustomFieldItem): string | null {
  return item.label ?? item.fileName ?? item.team ?? item.personId ?? item.clientId ?? item.fileGuid;
}
