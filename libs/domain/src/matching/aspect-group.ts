import type { ConditionField } from '../condition/condition.js';
import type { EventReader } from '../condition/event-reader.js';
import { foldText, isJsonObject, memberOf } from '../condition/value-key.js';
import type { Aspect } from './aspect.js';

/**
 * Aspects of which a tenant may have thousands and an event a handful: custom fields of one list, and changes. Those
 * that an event has are found by the names in it instead of by asking for each.
 */
export interface AspectGroup {
  /** Groups of the same name have the same names in an event. */
  readonly name: string;
  /** By which an event can have the aspect. */
  readonly members: readonly string[];
  /** Every name of the group that the event has, perhaps some more. */
  readonly namesIn: (reader: EventReader) => ReadonlySet<string>;
}

/** The group that an aspect is found in; null: it is asked for. */
export function aspectGroup(aspect: Aspect): AspectGroup | null {
  switch (aspect.kind) {
    case 'selector':
      return null;
    case 'changed':
    case 'changed-to':
    case 'changed-from':
      return changesGroup(aspect.field);
    case 'equal':
    case 'text':
    case 'at-least':
    case 'at-most':
      return entriesGroup(aspect.field);
    default:
      return aspect satisfies never;
  }
}

function changesGroup({ changed }: ConditionField): AspectGroup {
  const members = changed.candidates.map(({ name }) => name);
  return { name: 'changes', members, namesIn: changedNames };
}

function changedNames(reader: EventReader): ReadonlySet<string> {
  const { entries } = reader.changes;
  return new Set(entries.flatMap(({ names, customNames }) => [...names, ...customNames]));
}

/** Not for what lies below an element that is named by its position. */
function entriesGroup({ root, steps }: ConditionField): AspectGroup | null {
  const at = steps.findIndex((step) => step.entry !== null);
  const members = steps[at]?.entry?.folded;
  const before = steps.slice(0, Math.max(at, 0));
  if (root !== 'data' || members === undefined || before.some((step) => step.index !== null)) return null;
  const list = before.map((step) => step.name);
  return { name: `entries ${list.join('.')}`, members, namesIn: (reader) => entryNames(reader, list) };
}

function entryNames(reader: EventReader, list: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  collectNames(reader.event.data, list, 0, names);
  return names;
}

function collectNames(value: unknown, list: readonly string[], at: number, names: Set<string>): void {
  const step = list[at];
  if (step === undefined) return collectEntryNames(value, names);
  if (Array.isArray(value)) for (const element of value) collectNames(element, list, at, names);
  else collectNames(memberOf(value, step), list, at + 1, names);
}

/** An entry of a list is known by its members, one of an object by its name there. */
function collectEntryNames(entries: unknown, names: Set<string>): void {
  if (isJsonObject(entries)) for (const name of Object.keys(entries)) names.add(foldText(name));
  if (!Array.isArray(entries)) return;
  for (const entry of entries) {
    for (const member of ['key', 'slug', 'id']) {
      const name = memberOf(entry, member);
      if (typeof name === 'string' || typeof name === 'number') names.add(foldText(String(name)));
    }
  }
}
