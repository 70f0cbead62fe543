import type { JsonObject } from '../json-value.js';
import type { Sample } from '../sample.js';

const CLOSED: JsonObject = { id: 5, slug: 'closed', name: 'Closed', base: 'closed' };
const STATUS_CHANGE: JsonObject = {
  field: 'status',
  old: 'open',
  new: 'pending',
  old_id: 1,
  new_id: 4,
  old_label: 'Open',
  new_label: 'Pending',
};
const PREVIOUS_AGENT: JsonObject = { id: 13, name: 'Max Agent', email: 'max@example.com', is_agent: true };

/** What a test of each trigger shows beyond the canonical sample. */
export const samples: Readonly<Record<string, Sample>> = {
  'create-ticket': { type: 'ticket.created', data: { changes: [] } },
  'change-ticket-status': { type: 'ticket.status_changed', data: { changes: [STATUS_CHANGE] } },
  'change-assignee': {
    type: 'ticket.assignees_changed',
    data: { ticket: { previous_agents: [PREVIOUS_AGENT] }, changes: [] },
  },
  'reply-ticket': { type: 'reply.created' },
  'submit-note': {
    type: 'note.created',
    data: { message: { html: '<p>Known customer.</p>', text: 'Known customer.' } },
  },
  'change-ticket-fields': {
    type: 'ticket.fields_changed',
    data: {
      changes: [
        { field: 'category', slug: 'category', old: 'general', new: 'billing', old_id: 1, new_id: 5 },
        { field: 'order_number', slug: 'cust_24', label: 'Order Number', old: '', new: 'ORD-12345' },
      ],
    },
  },
  'change-ticket-subject': {
    type: 'ticket.fields_changed',
    data: { changes: [{ field: 'subject', old: 'Login', new: 'Cannot log in' }] },
  },
  'change-ticket-category': {
    type: 'ticket.fields_changed',
    data: { changes: [{ field: 'category', old: 'general', new: 'billing', old_id: 1, new_id: 5 }] },
  },
  'change-ticket-priority': {
    type: 'ticket.fields_changed',
    data: { changes: [{ field: 'priority', old: 'normal', new: 'high', old_id: 2, new_id: 3 }] },
  },
  'close-ticket': {
    type: 'ticket.closed',
    data: {
      ticket: { status: CLOSED },
      changes: [{ field: 'status', old: 'pending', new: 'closed', old_id: 4, new_id: 5 }],
    },
  },
  'out-of-sla': { type: 'sla.breached' },
  'delete-ticket': { type: 'ticket.deleted', data: { ticket: { flags: { deleted: true } }, changes: [] } },
};
