import { statusChange } from '../canonical.js';
import type { OptionValues } from '../options.js';
import { at, keyOf, listOf, objectOf, textOf, type JsonObject } from '../reading.js';
import { calm, statusTable } from './status-table.js';
import { plain } from './ticket.js';

/** Changes whose `current` and `previous` are told as they are, by the name of the event. */
const FIELDS: Readonly<Record<string, readonly [field: string, label: string]>> = {
  custom_status_changed: ['custom_status', 'Custom status'],
  priority_changed: ['priority', 'Priority'],
  subject_changed: ['subject', 'Subject'],
  description_changed: ['body', 'Description'],
  type_changed: ['category', 'Type'],
  ticket_type_changed: ['category', 'Type'],
  requester_changed: ['requester', 'Requester'],
  submitter_changed: ['submitter', 'Submitter'],
  organization_changed: ['organization', 'Organization'],
  brand_changed: ['brand', 'Brand'],
  form_changed: ['form', 'Form'],
  external_id_changed: ['external_id', 'External id'],
  problem_link_changed: ['problem', 'Problem'],
  task_due_at_changed: ['due_at', 'Due date'],
  followers_changed: ['followers', 'Followers'],
  email_ccs_changed: ['cc', 'CCs'],
  schedule_changed: ['schedule', 'Schedule'],
};

/** What an event of Zendesk changed, by its name after `ticket.`; empty: nothing that a ticket has. */
export function changesOf(name: string, payload: JsonObject, options: OptionValues): JsonObject[] {
  const event = objectOf(payload['event']);
  const [old, now] = [event['previous'] ?? null, event['current'] ?? null];
  switch (name) {
    case 'status_changed':
      return statusChanges(textOf(old), textOf(now), options);
    case 'agent_assignment_changed':
      return [assignment('agents', 'Assignee', old, now)];
    case 'group_assignment_changed':
      return [assignment('team', 'Group', old, now)];
    case 'tags_changed':
      return [tagChange(event, listOf(at(payload, 'detail', 'tags')))];
    case 'custom_field_changed':
      return [customFieldChange(objectOf(event['field']), old, now)];
    case 'merged':
      return [{ field: 'merged_into', label: 'Merged into', old: null, new: mergedInto(event) }];
    default:
      return plainChange(name, old, now);
  }
}

function statusChanges(old: string | null, now: string | null, options: OptionValues): JsonObject[] {
  if (now === null) return [];
  const before = old === null ? {} : { old: calm(old) };
  return [statusChange({ ...before, new: calm(now) }, statusTable(options))];
}

function assignment(field: string, label: string, old: unknown, now: unknown): JsonObject {
  const [before, after] = [keyOf(old), keyOf(now)];
  return { field, label, old: before, new: after, old_id: before, new_id: after };
}

/** Zendesk tells the tags that came and went; the ticket has those that it has now. */
function tagChange(event: JsonObject, now: readonly unknown[]): JsonObject {
  const [added, removed] = [listOf(event['tags_added']), listOf(event['tags_removed'])];
  const old = [...now.filter((tag) => !added.includes(tag)), ...removed];
  return { field: 'tags', label: 'Tags', old, new: now };
}

function customFieldChange(field: JsonObject, old: unknown, now: unknown): JsonObject {
  const label = textOf(field['title']) ?? textOf(field['raw_title']);
  const name = `custom_fields.${String(keyOf(field['id']) ?? 'unknown')}`;
  return { field: name, ...(label === null ? {} : { label }), old, new: now };
}

function mergedInto(event: JsonObject): unknown {
  const target = event['target_ticket_id'] ?? event['merged_ticket_id'] ?? event['current'];
  return keyOf(target);
}

function plainChange(name: string, old: unknown, now: unknown): JsonObject[] {
  const named = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (named === undefined) return [];
  const [field, label] = named;
  const isShouted = field === 'priority' || field === 'category';
  const side = (value: unknown) => (isShouted && typeof value === 'string' ? value.toLowerCase() : value);
  return [{ field, label, old: plain(side(old)), new: plain(side(now)) }];
}
