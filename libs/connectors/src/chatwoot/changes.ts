import { statusChange } from '../canonical.js';
import type { OptionValues } from '../options.js';
import { at, isObject, keyOf, listOf, objectOf, textOf, type JsonObject } from '../reading.js';
import { statusTable } from './ticket.js';

interface Changed {
  readonly name: string;
  readonly old: unknown;
  readonly now: unknown;
}

/** What Chatwoot keeps for itself, and what changes with every message. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'updated_at',
  'waiting_since',
  'first_reply_created_at',
  'last_activity_at',
  'agent_last_seen_at',
  'assignee_last_seen_at',
  'contact_last_seen_at',
  'cached_label_list',
  'snoozed_until',
  'additional_attributes',
]);

/** The change of status among `changed_attributes`; the new status is that of the conversation where they leave it out. */
export function statusChanges(payload: JsonObject, options: OptionValues): JsonObject[] {
  const told = changedOf(payload).find(({ name }) => name === 'status');
  const now = textOf(told?.now) ?? textOf(payload['status']);
  return now === null ? [] : [statusChange({ old: textOf(told?.old), new: now }, statusTable(options))];
}

/** Every other change: that of the status has an event of its own. */
export function otherChanges(payload: JsonObject): JsonObject[] {
  return changedOf(payload)
    .filter(({ name }) => name !== 'status' && !BOOKKEEPING.has(name))
    .flatMap((changed) => changeOf(changed, payload));
}

/** A list of objects, each of one name, or one object of them all. */
function changedOf({ changed_attributes: given }: JsonObject): Changed[] {
  const objects = isObject(given) ? [given] : listOf(given).map(objectOf);
  return objects.flatMap((object) =>
    Object.entries(object).map(([name, sides]) => ({
      name,
      old: at(sides, 'previous_value') ?? null,
      now: at(sides, 'current_value') ?? null,
    })),
  );
}

function changeOf({ name, old, now }: Changed, payload: JsonObject): JsonObject[] {
  switch (name) {
    case 'assignee_id':
      return [assignment('agents', 'Assignee', { old, now }, at(payload, 'meta', 'assignee', 'name'))];
    case 'team_id':
      return [assignment('team', 'Team', { old, now }, at(payload, 'meta', 'team', 'name'))];
    case 'label_list':
      return [{ field: 'labels', label: 'Labels', old: listOf(old), new: listOf(now) }];
    case 'custom_attributes':
      return customChanges(objectOf(old), objectOf(now));
    default:
      return [{ field: name, label: name, old, new: now }];
  }
}

/** Chatwoot tells ids; the name of who it is now stands in the conversation. */
function assignment(
  field: string,
  label: string,
  { old, now }: { readonly old: unknown; readonly now: unknown },
  name: unknown,
): JsonObject {
  const [before, after] = [keyOf(old), keyOf(now)];
  const named = after === null ? null : textOf(name);
  const ids = { old: before, new: after, old_id: before, new_id: after };
  return { field, label, ...ids, ...(named === null ? {} : { new_label: named }) };
}

function customChanges(old: JsonObject, now: JsonObject): JsonObject[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => ({
      field: `custom_fields.${name}`,
      label: name,
      old: old[name] ?? null,
      new: now[name] ?? null,
    }));
}
