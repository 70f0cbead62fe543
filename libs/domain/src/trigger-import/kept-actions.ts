import type { ImportedAction } from './imported-trigger.js';
import type { ImportNotes } from './import-notes.js';

/** What a subscription's actions may hold, as `actionSchema` of the contracts has it. */
const ACTIONS_MAX = 20;
const TEXT_MAX = 10_000;
const NAME_MAX = 255;
const VALUES_MAX = 50;

/** An action with the place that it was read at. */
export interface PlacedAction {
  readonly pointer: string;
  readonly action: ImportedAction;
}

/** The actions that a subscription can have; the others are noted. */
export function keptActions(placed: readonly PlacedAction[], notes: ImportNotes): readonly ImportedAction[] {
  const fitting = placed.filter(({ action, pointer }) => {
    const problem = problemOf(action);
    return problem === null || notes.lose(pointer, problem) !== null;
  });
  for (const { pointer } of fitting.slice(ACTIONS_MAX))
    notes.lose(pointer, `a subscription has at most ${ACTIONS_MAX} actions`);
  return fitting.slice(0, ACTIONS_MAX).map(({ action }) => action);
}

function problemOf(action: ImportedAction): string | null {
  switch (action.type) {
    case 'add_note':
      return action.body.length > TEXT_MAX ? `the note has more than ${TEXT_MAX} characters` : null;
    case 'set_status':
      return nameProblem([action.status]);
    case 'set_priority':
      return nameProblem([action.priority]);
    case 'assign':
      return nameProblem([action.agent ?? '', action.team ?? '']);
    case 'add_tags':
    case 'remove_tags':
      return listProblem(action.tags) ?? nameProblem(action.tags);
    case 'set_field': {
      const values =
        typeof action.value === 'object' && action.value !== null ? action.value : [action.value];
      const isLong = values.some((value) => String(value).length > TEXT_MAX);
      return nameProblem([action.field]) ?? listProblem(values) ?? (isLong ? 'the value is too long' : null);
    }
    default:
      return action satisfies never;
  }
}

function nameProblem(names: readonly (string | number)[]): string | null {
  return names.some((name) => String(name).length > NAME_MAX)
    ? `a name has more than ${NAME_MAX} characters`
    : null;
}

function listProblem(items: readonly unknown[]): string | null {
  return items.length > VALUES_MAX ? `has more than ${VALUES_MAX} values` : null;
}
