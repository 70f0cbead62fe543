import type { Sample } from '../sample.js';

/** What a test send shows, by native event. */
export const samples: Readonly<Record<string, Sample>> = {
  on_tckt_create: {
    type: 'ticket.created',
    data: { ticket: { status: { id: 1, slug: 'new', name: 'New', base: 'new' } } },
  },
  on_tckt_replied: {
    type: 'reply.created',
    data: { ticket: { status: { id: 2, slug: 'active', name: 'Active', base: 'in_progress' } } },
  },
  on_tckt_closed: { type: 'ticket.closed' },
  on_client_create: { type: 'user.created' },
};
