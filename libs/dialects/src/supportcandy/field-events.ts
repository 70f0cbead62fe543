import { entryOf } from '../table-entry.js';

/** The triggers that are about one field, with the names that helpdesks have for it. */
export const FIELDS_BY_EVENT = {
  'change-ticket-subject': ['subject', 'title'],
  'change-ticket-category': ['category'],
  'change-ticket-priority': ['priority', 'urgency'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Whether the trigger is about that field. */
export function isFieldOf(native: string, field: string): boolean {
  const fields: readonly string[] = entryOf(FIELDS_BY_EVENT, native) ?? [];
  return fields.includes(field);
}
