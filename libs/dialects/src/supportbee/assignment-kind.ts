import { listOf, memberOf } from '../json-value.js';

/**
 * Whether an event assigns or takes off somebody of a kind; what does not say its kind is of an agent. An event that is
 * derived from several assignments lists them all.
 */
export function hasAssignmentOf(kind: 'agent' | 'team', data: Readonly<Record<string, unknown>>): boolean {
  const all = listOf(memberOf(data, 'assignments'));
  const assignments = all.length > 0 ? all : [memberOf(data, 'assignment')];
  return assignments.some((one) => (memberOf(one, 'kind') === 'team' ? 'team' : 'agent') === kind);
}
