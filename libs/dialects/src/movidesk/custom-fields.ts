import type { CustomField, CustomFieldItem } from '../canonical/model.js';
import type { JsonValue } from '../json-value.js';
import { entryOf } from '../table-entry.js';

type ItemKey = keyof typeof EMPTY_ITEM;

/** An item with what captured packets and the vendor's page name, in the page's order. */
const EMPTY_ITEM = {
  PersonId: null,
  ClientId: null,
  Team: null,
  CustomFieldItem: null,
  StorageFileGuid: null,
  FileName: null,
} as const;

/** Where the single value of a field goes by its type [I]; a type that is not listed is text-like. */
const ITEM_KEYS: Readonly<Record<string, ItemKey>> = {
  list: 'CustomFieldItem',
  select: 'CustomFieldItem',
  single_select: 'CustomFieldItem',
  multi_select: 'CustomFieldItem',
  multiselect: 'CustomFieldItem',
  dropdown: 'CustomFieldItem',
  radio: 'CustomFieldItem',
  choice: 'CustomFieldItem',
  multiple_choice: 'CustomFieldItem',
  option: 'CustomFieldItem',
  tree: 'CustomFieldItem',
  person: 'PersonId',
  agent: 'PersonId',
  user: 'PersonId',
  client: 'ClientId',
  customer: 'ClientId',
  organization: 'ClientId',
  team: 'Team',
  file: 'FileName',
  attachment: 'FileName',
};

/**
 * `CustomFieldValues`: text-like fields have a `Value` and no items, all others no `Value` and an item for each choice,
 * person or file. A field that holds nothing has no row, as in the vendor's packets [I].
 */
export function customFieldValues(fields: readonly CustomField[]): JsonValue[] {
  return fields
    .filter((field) => !field.isEmpty)
    .map((field) => {
      const items = itemsOf(field);
      return {
        CustomFieldId: field.id,
        CustomFieldRuleId: field.ruleId,
        Line: field.line,
        Value: items.length === 0 && field.value !== null ? String(field.value) : null,
        Items: items,
      };
    });
}

function itemsOf(field: CustomField): JsonValue[] {
  if (field.items.length > 0) return field.items.map(itemOf);
  const key = entryOf(ITEM_KEYS, field.type.toLowerCase());
  const single = key === undefined || field.value === null ? [] : [field.value];
  return [...single, ...field.values].map((value) => ({
    ...EMPTY_ITEM,
    [key ?? 'CustomFieldItem']: String(value),
  }));
}

function itemOf(item: CustomFieldItem): JsonValue {
  return {
    PersonId: item.personId,
    ClientId: item.clientId,
    Team: item.team,
    CustomFieldItem: item.label,
    StorageFileGuid: item.fileGuid,
    FileName: item.fileName,
  };
}
