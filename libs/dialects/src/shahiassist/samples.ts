import type { JsonObject } from '../json-value.js';
import type { Sample } from '../sample.js';

const CLOSED: JsonObject = { id: 5, slug: 'closed', name: 'Closed', base: 'closed' };

/** What a test of each event shows beyond the canonical sample. */
export const samples: Readonly<Record<string, Sample>> = {
  'ticket.created': { type: 'ticket.created', data: { changes: [] } },
  'ticket.status_changed': { type: 'ticket.status_changed' },
  'ticket.reply_added': { type: 'reply.created' },
  'ticket.assigned': {
    type: 'ticket.assigned',
    data: {
      assignment: { previous: { id: 13, name: 'Max Agent', email: 'max@example.com', is_agent: true } },
    },
  },
  'ticket.closed': {
    type: 'ticket.closed',
    data: {
      ticket: { status: CLOSED },
      changes: [
        { field: 'status', old: 'pending', new: 'closed', reason: 'Solved by resetting the password' },
      ],
    },
  },
  'article.published': { type: 'article.published' },
  'article.updated': { type: 'article.updated' },
  'article.viewed': {
    type: 'article.viewed',
    data: { article: { viewer: { id: 45, name: 'John Doe', email: 'john@example.com' } } },
  },
  'user.role_changed': { type: 'user.role_changed' },
  'agent.login': { type: 'agent.logged_in' },
  test: { type: 'endpoint.test' },
};
