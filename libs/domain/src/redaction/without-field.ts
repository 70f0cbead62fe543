import type { PathStep } from '../condition/condition.js';
import { foldText } from '../condition/value-key.js';

/** A JSON object. A number that stands for its own text (`JSON.rawJSON`) has no prototype and is none. */
export type Members = Readonly<Record<string, unknown>>;

const NAMING_MEMBERS = ['key', 'slug', 'id'] as const;

export function isMembers(value: unknown): value is Members {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) !== null
  );
}

/**
 * A value without the field that the steps lead to: without it in every element of a list on the way, and without every
 * entry of `custom_fields` that bears its name. Undefined: nothing is left. `gone` gets the entries that were left out as
 * a whole. In doubt more is taken away: a bare value where the path goes on may be a person's e-mail address or name, a
 * number may be a member or a position.
 */
export function withoutField(value: unknown, steps: readonly PathStep[], gone: Members[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return withoutInList(value, steps, gone);
  if (!isMembers(value)) return undefined;
  const isMeant = meaning(step);
  if (!Object.keys(value).some(isMeant)) return value;
  const kept = Object.entries(value).map(([name, inner]): [string, unknown] =>
    isMeant(name) ? [name, withoutField(inner, rest, gone)] : [name, inner],
  );
  return Object.fromEntries(kept.filter(([, inner]) => inner !== undefined));
}

/** Which members of an object a step means. */
function meaning({ name, entry }: PathStep): (member: string) => boolean {
  if (entry === null) return (member) => member === name;
  const names = new Set(entry.folded);
  return (member) => names.has(foldText(member));
}

function withoutInList(list: readonly unknown[], steps: readonly PathStep[], gone: Members[]): unknown[] {
  const [step, ...rest] = steps;
  const without = (element: unknown) => {
    if (step?.entry) return withoutEntry(element, steps, gone);
    const kept = withoutField(element, steps, gone);
    return step === undefined || step.index === null ? kept : withoutField(kept, rest, gone);
  };
  return list.map(without).filter((element) => element !== undefined);
}

/** Of a custom field that is meant, nothing is left unless the path leads into it. */
function withoutEntry(element: unknown, steps: readonly PathStep[], gone: Members[]): unknown {
  const [step, ...rest] = steps;
  if (Array.isArray(element)) return withoutInList(element, steps, gone);
  if (!isMembers(element)) return undefined;
  const names = new Set(step?.entry?.folded);
  if (!entryNamesOf(element).some((name) => names.has(name))) return element;
  if (rest.length > 0) return withoutField(element, rest, gone);
  gone.push(element);
  return undefined;
}

/** By what names, folded, an entry of `custom_fields` is called. */
export function entryNamesOf(entry: Members): string[] {
  return NAMING_MEMBERS.map((member) => entry[member])
    .filter((name) => typeof name === 'string' || typeof name === 'number')
    .map((name) => foldText(String(name)));
}
