import type { EventFacts } from '../event-facts.js';
import { listOf, memberOf } from '../json-value.js';
import type { NativeEvent } from '../native-event.js';

/** SupportCandy's triggers under the keys of its registry (dialects page, section 1a). */
export const EVENTS: readonly NativeEvent[] = [
  { name: 'create-ticket', title: 'Create Ticket', types: ['ticket.created'] },
  { name: 'change-ticket-status', title: 'Change Status', types: ['ticket.status_changed'] },
  {
    name: 'change-assignee',
    title: 'Change Assignee',
    types: ['ticket.assignees_changed', 'ticket.assigned', 'ticket.unassigned'],
    when: concernsAgents,
    occurrence: assigneeChange,
  },
  { name: 'reply-ticket', title: 'Reply to Ticket', types: ['reply.created'] },
  { name: 'submit-note', title: 'Submit Private Note', types: ['note.created'] },
  { name: 'change-ticket-fields', title: 'Change Ticket Fields', types: ['ticket.fields_changed'] },
  { name: 'close-ticket', title: 'Close Ticket', types: ['ticket.closed'], isInferred: true },
  { name: 'out-of-sla', title: 'Out of SLA', types: ['sla.breached'], isInferred: true },
  { name: 'delete-ticket', title: 'Delete Ticket', types: ['ticket.deleted'], isOffByDefault: true },
];

/** SupportCandy assigns agents only: what happens to a team is no change of assignee. */
function concernsAgents({ type, data }: EventFacts): boolean {
  if (type !== 'ticket.assignees_changed') return memberOf(data, 'assignment', 'kind') !== 'team';
  const changes = listOf(memberOf(data, 'changes'));
  return changes.length === 0 || changes.some((change) => memberOf(change, 'field') !== 'team');
}

/**
 * The assigned, unassigned and set-changed events of one state change make one delivery. One correlation id may stand
 * for several changes of a ticket; the instant of the ticket's last change tells those apart.
 */
function assigneeChange({ stateChange, data }: EventFacts): string {
  const updated = memberOf(data, 'ticket', 'timestamps', 'updated');
  return JSON.stringify([stateChange, memberOf(data, 'ticket', 'id') ?? null, updated ?? null]);
}
