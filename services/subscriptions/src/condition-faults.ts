import type { ProblemError } from '@deskhook/contracts';
import { parseCondition, type Condition } from '@deskhook/domain';
import { unknownCalendar } from './calendar-faults.js';
import { placedTests } from './condition-tests.js';
import { pointed, type Fault } from './faults.js';

export const CONDITION = '/condition';

/** A condition as it was given, and the selectors of the events that it looks at. */
export interface JudgedCondition {
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly events: readonly string[];
}

/** What is wrong with a condition, whichever calendars there are. */
export function conditionFaults({ input, events }: JudgedCondition): Fault[] {
  if (input === null) return [];
  const parsed = parseCondition(input, { openData: selectsCustomEvents(events) });
  return parsed.ok ? [] : pointed(parsed.faults.map(inCondition));
}

/** The condition of what was judged when it came; null where there is none. */
export function compiledCondition(input: JudgedCondition['input']): Condition | null {
  if (input === null) return null;
  const parsed = parseCondition(input, { openData: true });
  return parsed.ok ? parsed.condition : null;
}

/** Where a condition asks for calendars that are not among the tenant's. */
export function calendarErrors(condition: Condition, known: readonly string[]): ProblemError[] {
  return placedTests(condition, CONDITION).flatMap(({ pointer, test: { comparison } }) => {
    if (comparison.kind !== 'business-hours' || known.includes(comparison.calendar)) return [];
    return [{ pointer: `${pointer}/value`, detail: unknownCalendar(comparison.calendar, known) }];
  });
}

export function inCondition({ pointer, detail }: ProblemError): ProblemError {
  return { pointer: CONDITION + pointer, detail };
}

/** What custom events carry is known to their publishers only. */
function selectsCustomEvents(events: readonly string[]): boolean {
  return events.some((selector) => selector.startsWith('custom.'));
}
