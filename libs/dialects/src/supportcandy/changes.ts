import type { CanonicalEvent, Change } from '../canonical/model.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { entryOf } from '../table-entry.js';
import { ASSIGNEE_FIELDS, type Assignees, idsOf } from './assignees.js';
import { isFieldOf } from './field-events.js';
import { plainValue } from './plain-value.js';

const ASSIGNEE_SLUG = 'assigned_agent';

/** Which changes a trigger shows. */
const SHOWN: Readonly<Record<string, (slug: string, field: string) => boolean>> = {
  'change-ticket-status': (slug) => slug === 'status',
  'change-assignee': (slug) => slug === ASSIGNEE_SLUG,
  'change-ticket-fields': (slug) => slug !== 'status' && slug !== ASSIGNEE_SLUG,
  'change-ticket-subject': (_slug, field) => isFieldOf('change-ticket-subject', field),
  'change-ticket-category': (_slug, field) => isFieldOf('change-ticket-category', field),
  'change-ticket-priority': (_slug, field) => isFieldOf('change-ticket-priority', field),
};

/** `changes` in the words of the plugin's own log: slug, previous and new value; null for triggers that change nothing. */
export function changesOf(native: string, event: CanonicalEvent, assignees: Assignees): JsonObject[] | null {
  const isShown = entryOf(SHOWN, native);
  if (isShown === undefined) return null;
  if (native === 'change-assignee')
    return [{ slug: ASSIGNEE_SLUG, prev: assignees.idsBefore, new: idsOf(assignees.now) }];
  return event.changes
    .map((change) => ({ slug: slugOf(change), change }))
    .filter(({ slug, change }) => isShown(slug, change.field))
    .map(({ slug, change }) => ({
      slug,
      prev: sideOf(change.oldId, change.old),
      new: sideOf(change.newId, change.new),
    }));
}

function slugOf({ field, slug }: Change): string {
  return ASSIGNEE_FIELDS.has(field) ? ASSIGNEE_SLUG : slug;
}

/** Options are known by their id. */
function sideOf(id: number | null, value: JsonValue): JsonValue {
  return id ?? plainValue(value);
}
