import { AGENT, CUSTOMER, TEAM } from '../canonical/sample/sample-people.js';
import type { Sample } from '../sample.js';

/** What a test send changes in the canonical sample, by native event. */
export const samples: Readonly<Record<string, Sample>> = {
  'ticket.created': { type: 'ticket.created', data: { ticket: { flags: { unanswered: true } } } },
  'customer.reply.created': {
    type: 'reply.created',
    data: {
      actor: CUSTOMER,
      ticket: { flags: { unanswered: true } },
      message: {
        author: CUSTOMER,
        html: '<p>The link works, thank you.</p>',
        text: 'The link works, thank you.',
        summary: 'The link works, thank you.',
        attachments: [],
      },
    },
  },
  'agent.reply.created': { type: 'reply.created' },
  'comment.created': { type: 'note.created' },
  'ticket.assigned.to.user': { type: 'ticket.assigned' },
  'ticket.unassigned.from.user': { type: 'ticket.unassigned' },
  'ticket.assigned.to.team': {
    type: 'ticket.assigned',
    data: { assignment: { kind: 'team', assignee: TEAM, previous: null }, changes: [] },
  },
  'ticket.unassigned.from.team': {
    type: 'ticket.unassigned',
    data: {
      ticket: { team: null, agents: [AGENT], primary_agent: AGENT, previous_agents: [] },
      assignment: { kind: 'team', assignee: null, previous: TEAM },
    },
  },
  'ticket.answered': { type: 'ticket.answered' },
  'ticket.unanswered': { type: 'ticket.unanswered' },
  'ticket.spammed': { type: 'ticket.spam_marked' },
  'ticket.unspammed': { type: 'ticket.spam_cleared' },
  'ticket.trashed': { type: 'ticket.trashed' },
  'ticket.untrashed': { type: 'ticket.untrashed' },
  'ticket.archived': { type: 'ticket.archived' },
  'ticket.unarchived': { type: 'ticket.unarchived' },
};
