import type { ConditionInput } from '../condition/condition.js';
import { parseCondition } from '../condition/parse-condition.js';
import type { ImportNotes } from './import-notes.js';

/** The condition, unless it would be refused here, such as a regular expression that takes more than linear time. */
export function readable(
  condition: ConditionInput,
  pointer: string,
  notes: ImportNotes,
): ConditionInput | null {
  const parsed = parseCondition(condition);
  if (parsed.ok) return condition;
  const [first] = parsed.faults;
  return notes.loseCondition(pointer, `cannot be a condition here: ${first?.detail ?? 'it is refused'}`);
}
