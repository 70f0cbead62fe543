import type { EventFacts } from '../event-facts.js';
import { listOf, memberOf } from '../json-value.js';
import type { NativeEvent } from '../native-event.js';
import { FIELDS_BY_EVENT, isFieldOf } from './field-events.js';

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
  fieldEvent('change-ticket-subject', 'Change Ticket Subject'),
  fieldEvent('change-ticket-category', 'Change Ticket Category'),
  fieldEvent('change-ticket-priority', 'Change Ticket Priority'),
  { name: 'close-ticket', title: 'Close Ticket', types: ['ticket.closed'], isInferred: true },
  { name: 'out-of-sla', title: 'Out of SLA', types: ['sla.breached'], isInferred: true },
  { name: 'delete-ticket', title: 'Delete Ticket', types: ['ticket.deleted'], isOffByDefault: true },
];

/**
 * Triggers of the plugin's core that the add-on's list does not name: part of Change Ticket Fields, which a selected
 * canonical type already stands for.
 */
function fieldEvent(name: keyof typeof FIELDS_BY_EVENT, title: string): NativeEvent {
  return {
    name,
    title,
    types: ['ticket.fields_changed'],
    when: ({ data }) =>
      listOf(memberOf(data, 'changes')).some((change) => {
        const field = memberOf(change, 'field') ?? memberOf(change, 'slug');
        return typeof field === 'string' && isFieldOf(name, field);
      }),
    isOffByDefault: true,
    isByNameOnly: true,
  };
}

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
