import { fieldValue } from '../canonical/field-value.js';
import type { CustomField } from '../canonical/model.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { plainValue } from './plain-value.js';

/** An integer key would jump to the front of the body, wherever it is written. */
const INTEGER = /^\d+$/;

/**
 * The custom fields under their slugs, for the top level of the body. A slug that is taken by another key of the body,
 * that is empty or a mere number gives way to `cust_<id>`; a field whose `cust_<id>` is taken too is left out.
 */
export function customFields(fields: readonly CustomField[], taken: ReadonlySet<string>): JsonObject {
  const values = new Map<string, JsonValue>();
  for (const field of fields) {
    const key = [field.slug, `cust_${field.id}`].find((name) => isFree(name, taken) && !values.has(name));
    if (key !== undefined) values.set(key, plainValue(fieldValue(field)));
  }
  return Object.fromEntries(values);
}

function isFree(name: string, taken: ReadonlySet<string>): boolean {
  return name !== '' && !INTEGER.test(name) && !taken.has(name);
}
