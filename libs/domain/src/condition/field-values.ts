import type { ConditionEvent } from './condition-event.js';
import type { ConditionField, PathStep } from './condition.js';
import type { EntryLists } from './entry-list.js';
import { entryValues } from './entry-names.js';
import { firstElements, isJsonObject, LIST_ELEMENTS_MAX, NESTED_LISTS_MAX } from './value-key.js';

/** What an event holds at a field. */
export interface FieldValues {
  /** Without null and undefined; the elements of every list on the way and at the end. */
  readonly values: readonly unknown[];
  /** Whether the path led through a list. */
  readonly list: boolean;
}

interface Found {
  readonly lists: EntryLists;
  readonly values: unknown[];
  list: boolean;
  /** Elements of lists that may still be looked at. */
  room: number;
  /** Lists that stand around what is being looked at. */
  depth: number;
}

/** Reads a field of an event whose custom fields are in `lists`. `now`: the instant of an event that states none. */
export function fieldValues(
  event: ConditionEvent,
  field: ConditionField,
  now: number,
  lists: EntryLists,
): FieldValues {
  const found: Found = { lists, values: [], list: false, room: LIST_ELEMENTS_MAX, depth: 0 };
  const start = field.root === 'envelope' ? envelope(event, now) : stated(event.data, field);
  collect(start, field.steps, 0, found);
  return found;
}

/** Of several assignments in one event each counts (`assignments`, of which `assignment` is the first). */
function stated(
  data: ConditionEvent['data'],
  { steps: [first] }: ConditionField,
): Readonly<Record<string, unknown>> {
  const { assignments } = data;
  return first?.name === 'assignment' && Array.isArray(assignments) ? { assignment: assignments } : data;
}

function envelope(event: ConditionEvent, now: number): Readonly<Record<string, unknown>> {
  const { type, id, source, subject, hopcount, actorType: actortype } = event;
  return { type, time: instantText(event.time ?? now), id, source, subject, hopcount, actortype };
}

function instantText(at: number): string | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function collect(value: unknown, steps: readonly PathStep[], at: number, found: Found): void {
  if (value === null || value === undefined) return;
  const step = steps[at];
  if (Array.isArray(value)) return collectFromList(value, steps, at, found);
  if (step === undefined) found.values.push(value);
  else if (isJsonObject(value) && Object.hasOwn(value, step.name))
    collect(value[step.name], steps, at + 1, found);
}

function collectFromList(
  list: readonly unknown[],
  steps: readonly PathStep[],
  at: number,
  found: Found,
): void {
  const step = steps[at];
  if (step?.entry) {
    const entries = firstElements(list, found.room);
    found.room -= entries.length;
    return collectFromEntries(found.lists.named(entries, step.entry), steps, at + 1, found);
  }
  if (step !== undefined && step.index !== null) return collect(list[step.index], steps, at + 1, found);
  if (list.length > 0) found.list = true;
  if (found.depth >= NESTED_LISTS_MAX) return;
  found.depth += 1;
  for (const element of list) {
    if (found.room <= 0) break;
    found.room -= 1;
    collect(element, steps, at, found);
  }
  found.depth -= 1;
}

function collectFromEntries(
  entries: readonly unknown[],
  steps: readonly PathStep[],
  at: number,
  found: Found,
): void {
  if (entries.length > 1) found.list = true;
  for (const entry of entries) {
    if (at < steps.length) collect(entry, steps, at, found);
    else for (const value of entryValues(entry)) collect(value, steps, at, found);
  }
}
