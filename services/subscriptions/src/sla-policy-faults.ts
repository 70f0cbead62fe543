import type { ProblemError } from '@deskhook/contracts';
import type { Comparison, Condition } from '@deskhook/domain';
import { unknownCalendar } from './calendar-faults.js';
import { calendarErrors, CONDITION, compiledCondition, conditionFaults } from './condition-faults.js';
import { placedTests } from './condition-tests.js';
import { invalid, pointed } from './faults.js';
import type { SlaPolicyDefinition } from './sla-policy-mapping.js';

/** Throws a failure that names everything that is wrong with a policy of a tenant that has these calendars. */
export function assertSlaPolicy(policy: SlaPolicyDefinition, known: readonly string[]): void {
  const unreadable = conditionFaults({ input: policy.condition, events: [] });
  const condition = unreadable.length > 0 ? null : compiledCondition(policy.condition);
  const faults = [
    ...unreadable,
    ...pointed(condition === null ? [] : conditionErrors(condition, known)),
    ...pointed(calendarError(policy.calendar, known)),
    ...pointed(promisesSomething(policy) ? [] : [EMPTY]),
    ...pointed(repeatedIds(policy.timeConditions)),
  ];
  if (faults.length > 0) throw invalid(faults);
}

const EMPTY: ProblemError = {
  pointer: '/targets',
  detail: 'must have a target, or the policy a time condition: this policy would promise nothing',
};

/** Which policy applies must follow from the ticket as it is, whatever event tells of it. */
function conditionErrors(condition: Condition, known: readonly string[]): ProblemError[] {
  const tests = placedTests(condition, CONDITION);
  const foreign = tests.flatMap(({ pointer, test: { field, source } }) => {
    if (field.path[0] === 'ticket') return [];
    const detail = `"${source.field}" is not of the ticket: which policy applies is decided by fields of \`ticket\``;
    return [{ pointer: `${pointer}/field`, detail }];
  });
  const momentary = tests.flatMap(({ pointer, test: { comparison, source } }) => {
    if (!LOOKS_AT_CHANGES.has(comparison.kind)) return [];
    const detail = `"${source.op}" looks at a change, and a policy applies to the ticket as it is: use eq, in or another comparison`;
    return [{ pointer: `${pointer}/op`, detail }];
  });
  return [...foreign, ...momentary, ...calendarErrors(condition, known)];
}

const LOOKS_AT_CHANGES: ReadonlySet<Comparison['kind']> = new Set(['changed', 'changed-by', 'moved']);

function calendarError(calendar: string | null, known: readonly string[]): ProblemError[] {
  if (calendar === null || known.includes(calendar)) return [];
  return [{ pointer: '/calendar', detail: unknownCalendar(calendar, known) }];
}

function promisesSomething({ targets, timeConditions }: SlaPolicyDefinition): boolean {
  const durations = Object.values(targets).flatMap((byPriority = {}) => Object.values(byPriority));
  return timeConditions.length > 0 || durations.some((duration) => duration !== null);
}

function repeatedIds(timeConditions: SlaPolicyDefinition['timeConditions']): ProblemError[] {
  return timeConditions.flatMap(({ id }, index) => {
    const first = timeConditions.findIndex((other) => other.id === id);
    if (first === index) return [];
    const detail = `"${id}" is given twice, first at /timeConditions/${first}: choose another id`;
    return [{ pointer: `/timeConditions/${index}/id`, detail }];
  });
}
