import { pointed, type Fault } from './faults.js';

/** A condition as it was given, and the selectors of the events that it looks at. */
export interface JudgedCondition {
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly events: readonly string[];
}

/** What is wrong with a condition. */
export function conditionFaults({ input }: JudgedCondition): Fault[] {
  if (input === null) return [];
  return pointed([{ pointer: '/condition', detail: 'must be null: conditions are not available yet' }]);
}
