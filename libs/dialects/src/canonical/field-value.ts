import type { JsonValue } from '../json-value.js';
import type { CustomField } from './model.js';

/** What a custom field holds: its values where it takes several, else its single value; null when it is empty. */
export function fieldValue({ value, values }: CustomField): JsonValue {
  return values.length > 0 ? values : value;
}
