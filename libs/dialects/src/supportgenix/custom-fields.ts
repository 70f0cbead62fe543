import { fieldValue } from '../canonical/field-value.js';
import type { CustomField } from '../canonical/model.js';
import type { JsonObject, JsonValue } from '../json-value.js';

export interface FittingFields {
  readonly fields: JsonObject;
  /** How many that have a value are left out. */
  readonly omitted: number;
}

/**
 * The custom fields that have a value, under the keys of Support Genix, as far as their values are no more than the
 * given number. A field goes out with all of its values or not at all.
 */
export function customFields(all: readonly CustomField[], valuesMax: number): FittingFields {
  const filled = all.filter((field) => !field.isEmpty);
  const fields = new Map<string, JsonValue>();
  let [left, omitted] = [valuesMax, 0];
  for (const field of filled) {
    const size = Math.max(field.values.length, 1);
    if (size > left) {
      omitted += 1;
      continue;
    }
    left -= size;
    fields.set(customFieldKey(field), fieldValue(field));
  }
  return { fields: Object.fromEntries(fields), omitted };
}

/**
 * `Order Number` with id 8 is `order_number_8` (reference page). Inferred: brackets and dots, at which PHP and qs would
 * nest, become underscores, and so does NUL, at which PHP cuts a name off; any other punctuation stays.
 */
export function customFieldKey({ label, key, id }: CustomField): string {
  const name = label === '' ? key : label;
  return `${name.toLowerCase().replace(UNSAFE, '_')}_${id}`;
}

// oxlint-disable-next-line no-control-regex -- NUL is meant.
const UNSAFE = /[ [\].\0]/g;
