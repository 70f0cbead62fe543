import type { NativeEvent } from '../native-event.js';
import { hasAssignmentOf } from './assignment-kind.js';
import { isAgentReply } from './reply-side.js';

/** What an event's payload holds beside `company` and `ticket`. */
export type PayloadMember = 'agent' | 'reply' | 'comment' | 'user_assignment' | 'team_assignment';

export type TicketFlag = 'archived' | 'spam' | 'trash' | 'unanswered';

export interface SupportBeeEvent extends NativeEvent {
  /** In the order in which they are sent. */
  readonly members: readonly PayloadMember[];
  /** What the event itself says of the ticket, whatever the snapshot states. */
  readonly flags?: Readonly<Partial<Record<TicketFlag, boolean>>>;
  /** The assignee that the ticket has no longer. */
  readonly clears?: 'user' | 'team';
}

/**
 * The sixteen events of SupportBee's help page. Names: attested by fixtures and handlers of its open-source apps, but
 * for the two of "answered"; the members of the "unassigned" and "answered" events are inferred (dialects page, section 2).
 */
export const SUPPORTBEE_EVENTS: readonly SupportBeeEvent[] = [
  {
    name: 'ticket.created',
    title: 'New Ticket Created',
    types: ['ticket.created'],
    members: [],
  },
  {
    name: 'customer.reply.created',
    title: 'New Customer Reply Created',
    types: ['reply.created'],
    when: (event) => !isAgentReply(event),
    members: ['reply'],
  },
  {
    name: 'agent.reply.created',
    title: 'New Agent Reply Created',
    types: ['reply.created'],
    when: isAgentReply,
    members: ['reply'],
  },
  {
    name: 'comment.created',
    title: 'New Comment Created',
    types: ['note.created'],
    members: ['comment'],
  },
  {
    name: 'ticket.assigned.to.user',
    title: 'Ticket Assigned to User',
    types: ['ticket.assigned'],
    when: ({ data }) => hasAssignmentOf('agent', data),
    members: ['agent', 'user_assignment'],
  },
  {
    name: 'ticket.unassigned.from.user',
    title: 'Ticket Unassigned from User',
    types: ['ticket.unassigned'],
    when: ({ data }) => hasAssignmentOf('agent', data),
    members: ['agent', 'user_assignment'],
    clears: 'user',
  },
  {
    name: 'ticket.assigned.to.team',
    title: 'Ticket Assigned to Team',
    types: ['ticket.assigned'],
    when: ({ data }) => hasAssignmentOf('team', data),
    members: ['agent', 'team_assignment'],
  },
  {
    name: 'ticket.unassigned.from.team',
    title: 'Ticket Unassigned from Team',
    types: ['ticket.unassigned'],
    when: ({ data }) => hasAssignmentOf('team', data),
    members: ['agent', 'team_assignment'],
    clears: 'team',
  },
  {
    name: 'ticket.answered',
    title: 'Ticket Answered',
    types: ['ticket.answered'],
    members: ['agent'],
    flags: { unanswered: false },
    isInferred: true,
  },
  {
    name: 'ticket.unanswered',
    title: 'Ticket Unanswered',
    types: ['ticket.unanswered'],
    members: ['agent'],
    flags: { unanswered: true },
    isInferred: true,
  },
  {
    name: 'ticket.spammed',
    title: 'Ticket Spammed',
    types: ['ticket.spam_marked'],
    members: ['agent'],
    flags: { spam: true },
  },
  {
    name: 'ticket.unspammed',
    title: 'Ticket Unspammed',
    types: ['ticket.spam_cleared'],
    members: ['agent'],
    flags: { spam: false },
  },
  {
    name: 'ticket.trashed',
    title: 'Ticket Trashed',
    types: ['ticket.trashed'],
    members: ['agent'],
    flags: { trash: true },
  },
  {
    name: 'ticket.untrashed',
    title: 'Ticket Untrashed',
    types: ['ticket.untrashed'],
    members: ['agent'],
    flags: { trash: false },
  },
  {
    name: 'ticket.archived',
    title: 'Ticket Archived',
    types: ['ticket.archived'],
    members: ['agent'],
    flags: { archived: true },
  },
  {
    name: 'ticket.unarchived',
    title: 'Ticket Unarchived',
    types: ['ticket.unarchived'],
    members: ['agent'],
    flags: { archived: false },
  },
];
