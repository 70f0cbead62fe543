import type { Condition } from './condition.js';

/** Ids of the calendars that a condition asks, each once. */
export function calendarsOf(condition: Condition): readonly string[] {
  return [...new Set(calendars(condition))];
}

function calendars(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(calendars);
    case 'not':
      return calendars(condition.of);
    case 'test':
      return condition.comparison.kind === 'business-hours' ? [condition.comparison.calendar] : [];
    default:
      return condition satisfies never;
  }
}
