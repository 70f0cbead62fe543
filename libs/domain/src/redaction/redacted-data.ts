import { namesakes } from '../condition/change-target.js';
import { conditionField } from '../condition/condition-field.js';
import type { ConditionField, PathStep } from '../condition/condition.js';
import { foldText } from '../condition/value-key.js';
import { redactedChange, type RedactedName } from './redacted-change.js';
import { entryNamesOf, isMembers, withoutField, type Members } from './without-field.js';

const OWNERS: ReadonlySet<string> = new Set(['ticket', 'user', 'article']);
const CUSTOM_FIELDS = 'custom_fields';
/** Members of the data that hold changes, as lists of `{field, old, new, …}`. */
const CHANGE_LISTS: readonly (readonly string[])[] = [['changes'], ['trigger', 'matched']];

/**
 * An event's data without the fields that a subscription redacts, whatever form they have; the data itself is left as it is.
 * Paths are those of conditions (`redactionProblem` tells which can be redacted). Values that `changes[]` reports of a
 * redacted field go as well. What stands at another place too must be redacted there: the requester may be the author.
 */
export function redactedData(data: Members, paths: readonly string[]): Members {
  const fields = paths.map(conditionField).filter(({ root }) => root === 'data');
  const gone: Members[] = [];
  const without = fields
    .flatMap(everywhere)
    .reduce<unknown>((left, steps) => withoutField(left, steps, gone), data);
  const names = [...fields.map(redactedName), ...gone.map((entry) => ({ segments: [entryNamesOf(entry)] }))];
  const redacted = CHANGE_LISTS.reduce<unknown>((left, path) => withChanges(left, path, names), without);
  return isMembers(redacted) ? redacted : {};
}

/** Of several assignments in one event `assignment` is the first: what is redacted there is redacted in all. */
function everywhere({ steps }: ConditionField): readonly (readonly PathStep[])[] {
  const [first, ...rest] = steps;
  if (first?.name !== 'assignment') return [steps];
  return [steps, [{ ...first, name: 'assignments' }, ...rest]];
}

/** A custom field's name means no built-in field; those have several names. */
function redactedName({ steps }: ConditionField): RedactedName {
  const own = steps.length > 1 && OWNERS.has(steps[0]?.name ?? '') ? steps.slice(1) : steps;
  const [group] = own;
  const isGrouped = own.length > 1 && (group?.name === CUSTOM_FIELDS || group?.name === 'flags');
  const [head, ...rest] = (isGrouped ? own.slice(1) : own).map(namesOf);
  const builtIn = group?.name === CUSTOM_FIELDS ? [] : (head ?? []).flatMap(namesakes);
  return { segments: [[...(head ?? []), ...builtIn], ...rest] };
}

function namesOf({ name, entry }: PathStep): readonly string[] {
  return entry === null ? [foldText(name)] : entry.folded;
}

function withChanges(value: unknown, path: readonly string[], names: readonly RedactedName[]): unknown {
  const [member, ...rest] = path;
  if (member === undefined)
    return Array.isArray(value)
      ? value.map((entry: unknown) => (isMembers(entry) ? redactedChange(entry, names) : entry))
      : value;
  if (!isMembers(value) || !Object.hasOwn(value, member)) return value;
  return { ...value, [member]: withChanges(value[member], rest, names) };
}
