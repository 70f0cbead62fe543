import { statusChange } from '../canonical.js';
import type { OptionValues } from '../options.js';
import { at, textOf, type JsonObject } from '../reading.js';
import { agentOf, assigneesOf } from './people.js';
import { baseOfIssue, labelNames, priorityOf, statusTable } from './ticket.js';

/** What an action of `issues` changed; empty: nothing that a ticket has. */
export function changesOf(action: string, payload: JsonObject, options: OptionValues): JsonObject[] {
  switch (action) {
    case 'closed':
      return [statusChanged({ old: 'Open', new: 'Closed' }, payload, options)];
    case 'reopened':
      return [statusChanged({ old: 'Closed', new: 'Open' }, payload, options)];
    case 'edited':
      return edits(payload);
    case 'labeled':
    case 'unlabeled':
      return labelChanges(action === 'labeled', payload, options);
    case 'assigned':
    case 'unassigned':
      return assigneeChanges(action === 'assigned', payload);
    case 'milestoned':
    case 'demilestoned':
      return [milestoneChange(action === 'milestoned', payload)];
    case 'locked':
    case 'unlocked':
      return [{ field: 'locked', label: 'Locked', old: action !== 'locked', new: action === 'locked' }];
    case 'typed':
    case 'untyped':
      return [typeChange(action === 'typed', payload)];
    case 'transferred':
      return [transfer(payload)];
    default:
      return [];
  }
}

function statusChanged(
  sides: { readonly old: string; readonly new: string },
  { issue }: JsonObject,
  options: OptionValues,
): JsonObject {
  const reason = textOf(at(issue, 'state_reason'));
  const change = {
    ...statusChange(sides, statusTable(options)),
    new_base: baseOfIssue(issue, sides.new, options),
  };
  return reason === null ? change : { ...change, reason };
}

/** GitHub tells what a text was, not what it is: that stands in the issue. */
function edits({ issue, changes }: JsonObject): JsonObject[] {
  const edited = (field: string, label: string, name: string) => {
    const from = at(changes, name, 'from');
    return from === undefined ? [] : [{ field, label, old: from, new: at(issue, name) ?? null }];
  };
  return [...edited('subject', 'Subject', 'title'), ...edited('body', 'Body', 'body')];
}

/** What was before follows from what is now and the one label that came or went. */
function labelChanges(isAdded: boolean, payload: JsonObject, options: OptionValues): JsonObject[] {
  const name = textOf(at(payload['label'], 'name'));
  if (name === null) return [];
  const now = labelNames(payload);
  const before = isAdded ? now.filter((one) => one !== name) : [...now, name];
  const [was, is] = [priorityOf(before, options), priorityOf(now, options)];
  const labels = { field: 'labels', label: 'Labels', old: before, new: now };
  if (was?.['slug'] === is?.['slug']) return [labels];
  const priority = { field: 'priority', label: 'Priority', old: slugIn(was), new: slugIn(is) };
  return [labels, priority];
}

function slugIn(priority: JsonObject | null): unknown {
  return priority?.['slug'] ?? null;
}

function assigneeChanges(isAdded: boolean, payload: JsonObject): JsonObject[] {
  const one = agentOf(payload['assignee']);
  if (one === null) return [];
  const now = assigneesOf(payload);
  const old = isAdded ? now.filter(({ id }) => id !== one['id']) : [...now, one];
  return [{ field: 'agents', label: 'Assignees', old, new: now }];
}

function milestoneChange(isSet: boolean, { issue, milestone }: JsonObject): JsonObject {
  const title = textOf(at(milestone, 'title')) ?? textOf(at(issue, 'milestone', 'title'));
  const [old, after] = isSet ? [null, title] : [title, null];
  return { field: 'milestone', label: 'Milestone', old, new: after };
}

/** Another type takes the place of the one before, which is not told. */
function typeChange(isSet: boolean, { issue, type }: JsonObject): JsonObject {
  const name = textOf(at(type, 'name')) ?? textOf(at(issue, 'type', 'name'));
  const sides = isSet ? { new: name } : { old: name, new: null };
  return { field: 'custom_fields.type', label: 'Type', ...sides };
}

function transfer({ repository, changes }: JsonObject): JsonObject {
  const [old, now] = [at(repository, 'full_name'), at(changes, 'new_repository', 'full_name')];
  return { field: 'repository', label: 'Repository', old: textOf(old), new: textOf(now) };
}
