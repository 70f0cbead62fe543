import { memberOf } from '../json-value.js';

/** Whether an assignment is of an agent or of a team; one that does not say is of an agent. */
export function assignmentKind(data: Readonly<Record<string, unknown>>): 'agent' | 'team' {
  return memberOf(data, 'assignment', 'kind') === 'team' ? 'team' : 'agent';
}
