/** Where the event carries the publisher's clock, in microseconds; the canonical model keeps what it does not know. */
export const SENT_AT_KEY = 'bench_sent_at_us';

/** Types that no fine event is derived from: one event is one delivery. */
const TYPES = ['ticket.created', 'ticket.status_changed', 'ticket.assigned', 'reply.created'] as const;

const TEXT =
  'Since the update this morning I cannot log in any more: the page says that my session has expired, again and again. ' +
  'I have cleared the cookies and tried another browser. My colleagues have the same trouble. Could you please look?';

/** The type of the n-th event. */
export function typeOf(n: number): string {
  return TYPES[n % TYPES.length] ?? TYPES[0];
}

/** The n-th event of a run: about 1 KB, as a helpdesk would publish it. */
export function ticketEvent(run: string, n: number, sentAtUs: number, type: string = typeOf(n)): string {
  const ticketId = 1000 + (n % 997);
  return JSON.stringify({
    specversion: '1.0',
    id: `${run}-${n}`,
    source: '/helpdesk/bench',
    type,
    subject: `tickets/${ticketId}`,
    time: '2026-02-17T14:45:00.000Z',
    datacontenttype: 'application/json',
    data: {
      [SENT_AT_KEY]: sentAtUs,
      actor: { id: 12, name: 'Jane Agent', email: 'jane@example.com', is_agent: true },
      ticket: {
        id: ticketId,
        subject: 'Cannot log in since the update',
        body: { text: TEXT },
        status: { id: 4, slug: 'pending', name: 'Pending', base: 'stopped' },
        priority: { id: 3, slug: 'high', name: 'High' },
        requester: { id: 45, name: 'John Doe', email: 'john@example.com' },
        tags: [{ id: 9, name: 'login', slug: 'login' }],
        timestamps: { created: '2026-02-17T09:12:00.000Z', updated: '2026-02-17T14:45:00.000Z' },
      },
      ...partOf(type),
    },
  });
}

function partOf(type: string): object {
  switch (type) {
    case 'ticket.status_changed':
      return { changes: [{ field: 'status', old: 'open', new: 'pending', reason: 'Waiting for the user' }] };
    case 'ticket.assigned':
      return { assignment: { id: 77, kind: 'agent', created: '2026-02-17T14:45:00.000Z' } };
    case 'reply.created':
      return { message: { id: 901, kind: 'reply', text: 'We are looking into it.', author: { id: 12 } } };
    default:
      return {};
  }
}
