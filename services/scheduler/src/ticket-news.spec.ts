import { expect, test } from '@jest/globals';
import { acceptEvent } from '@deskhook/contracts';
import { anEvent, type EventOverrides } from '../../../test/support/events.js';
import { ticketNews, type TicketNews } from './ticket-news.js';

const STORED = Date.parse('2026-02-17T15:00:00.000Z');

function newsOf(overrides: EventOverrides): TicketNews | null {
  const event = anEvent({ type: 'ticket.updated', ...overrides });
  const payload = Buffer.from(JSON.stringify(event));
  const acceptance = acceptEvent({ subject: `events.acme.${event.type}`, payload, attributes: {} }, 5);
  if (!acceptance.ok) throw new Error(acceptance.refusal.detail);
  return ticketNews(acceptance.event, STORED);
}
const factOf = (overrides: EventOverrides) => newsOf(overrides)?.fact;
const ofTicket = (ticket: object, rest: object = {}) => ({ data: { ticket: { id: 1, ...ticket }, ...rest } });

test('everything that an event says of the clocks; the ticket stays as it was sent', () => {
  const ticket = {
    status: { id: 4, slug: 'pending', name: 'Pending', base: 'stopped' },
    priority: { id: 3, slug: 'high', name: 'High' },
    sla: { response_due: '2026-02-17T16:00:00Z', solution_due: null },
    timestamps: { created: '2026-02-17T10:00:00Z' },
    counts: { agent_replies: 2 },
    flags: { spam: false },
    anything: { else: true },
  };
  const news = newsOf({ id: 'e1', ...ofTicket(ticket) });
  expect(news?.fact).toEqual({
    at: Date.parse('2026-02-17T14:45:00.000Z'),
    id: 'e1',
    type: 'ticket.updated',
    status: { id: '4', slug: 'pending', base: 'stopped' },
    priority: 'high',
    reply: null,
    agentReplied: true,
    due: { response: Date.parse('2026-02-17T16:00:00Z'), solution: null },
    created: Date.parse('2026-02-17T10:00:00Z'),
    putAway: { spam: false },
  });
  expect(news?.ticket).toEqual({ id: 1, ...ticket });
});

test('a bare ticket says nothing but that something happened', () => {
  expect(factOf(ofTicket({}))).toMatchObject({
    status: null,
    priority: null,
    reply: null,
    due: {},
    created: null,
  });
});

test('where the ticket states none, status and priority are what the changes say that they became', () => {
  const changes = [
    { field: 'status', old: 'open', new: 'pending', new_id: 4 },
    { field: 'priority', old: { slug: 'low' }, new: { slug: 'high' } },
  ];
  expect(factOf(ofTicket({}, { changes }))).toMatchObject({
    status: { id: '4', slug: 'pending', base: null },
    priority: 'high',
  });
  expect(factOf(ofTicket({ status: { slug: 'open' } }, { changes }))?.status?.slug).toBe('open');
  expect(factOf(ofTicket({ status: { name: 'Waiting' } }))?.status?.slug).toBe('Waiting');
});

test.each([
  [{ message: { author: { id: 9, is_agent: true } } }, 'agent'],
  [{ message: { author: { id: 9, is_agent: false } } }, 'customer'],
  [{ message: { author: { id: 12 } } }, 'agent'],
  [{ message: { author: { id: 45 } } }, 'customer'],
  [{ message: {}, actor: { id: 12 } }, 'agent'],
  [{}, 'customer'],
  [{ message: { author: { id: 9, is_agent: true }, visibility: 'internal' } }, null],
] as const)('by whom a reply is: %j', (rest, expected) => {
  const ticket = { agents: [{ id: 12 }], requester: { id: 45 } };
  expect(factOf({ ...ofTicket(ticket, rest), type: 'reply.created' })?.reply).toBe(expected);
  expect(factOf({ ...ofTicket(ticket, rest), type: 'note.created' })?.reply).toBeNull();
});

test('what is derived of a change counts as if it were published', () => {
  const changes = [{ field: 'status', old: 'closed', new: 'open' }];
  const status = { slug: 'open', base: 'in_progress' };
  const updated = { ...ofTicket({ status }, { changes }), type: 'ticket.updated' };
  expect(factOf(updated)?.type).toBe('ticket.reopened');
  expect(factOf({ ...ofTicket({ status }), type: 'ticket.updated' })?.type).toBe('ticket.updated');
});

test('the type says more than the flags', () => {
  const flags = { trash: false, spam: null, archived: true };
  expect(factOf({ ...ofTicket({ flags }), type: 'ticket.trashed' })?.putAway).toEqual({ trash: true });
  expect(factOf({ ...ofTicket({}), type: 'ticket.deleted' })?.putAway).toEqual({ deleted: true });
});

test('an event without a time, or with one to come, happened when it was stored', () => {
  expect(factOf({ ...ofTicket({}), time: undefined })?.at).toBe(STORED);
  const created = { timestamps: { created: '2030-01-01T00:00:00Z' } };
  expect(factOf({ ...ofTicket(created), time: '2030-01-01T00:00:00Z' })).toMatchObject({
    at: STORED,
    created: STORED,
  });
});

test('an event about something else tells nothing', () => {
  expect(newsOf({ type: 'user.created', data: { user: { id: 1 } } })).toBeNull();
});

test('a status of which only the id is known tells neither that a ticket is open nor that it has ended', () => {
  expect(factOf(ofTicket({ status: { id: 5 } }))?.status).toBeNull();
  expect(factOf(ofTicket({ status: { id: 5, base: 'closed' } }))?.status).toMatchObject({ base: 'closed' });
});

test('words that are longer than any of a policy fill no state', () => {
  const long = 'x'.repeat(100_000);
  const status = { id: 1, slug: long, base: long };
  expect(factOf(ofTicket({ status, priority: { name: long } }))).toMatchObject({
    status: { slug: 'x'.repeat(129), base: 'x'.repeat(129) },
    priority: 'x'.repeat(129),
  });
  const changes = [{ field: 'status', new: { id: long, slug: long } }];
  expect(JSON.stringify(factOf(ofTicket({}, { changes }))).length).toBeLessThan(1_000);
});

test('a ticket is reopened from any end, and not by going from one to another', () => {
  const typeOf = (change: object, status: object = { slug: 'open', base: 'in_progress' }) =>
    factOf(ofTicket({ status }, { changes: [{ field: 'status', new: 'open', ...change }] }))?.type;
  expect(typeOf({ old: 'closed' })).toBe('ticket.reopened');
  expect(typeOf({ old: { slug: 'done', base: 'resolved' } })).toBe('ticket.reopened');
  expect(typeOf({ old: 'fertig', old_label: 'Closed' })).toBe('ticket.reopened');
  expect(typeOf({ old: 'pending' })).toBe('ticket.updated');
  expect(typeOf({ old: 'closed' }, { slug: 'solved', base: 'resolved' })).toBe('ticket.updated');
  expect(typeOf({ old: 'open', new: 'done' }, { slug: 'done', base: 'closed' })).toBe('ticket.closed');
});

test('a change that does not say from what to what hides nothing else that the event says', () => {
  const status = { slug: 'open', base: 'in_progress' };
  const changes = [{ field: 'tags' }, { field: 'status' }];
  expect(factOf(ofTicket({ status }, { changes }))).toMatchObject({ type: 'ticket.updated', status });
});
