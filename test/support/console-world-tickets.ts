// Test support: a helpdesk's afternoon, the same at every run but for its clock.

const MINUTE_MS = 60_000;

const AGENTS = [
  { id: 11, name: 'Jane Agent', email: 'jane@helpdesk.example', is_agent: true },
  { id: 12, name: 'Tomás Ortega', email: 'tomas@helpdesk.example', is_agent: true },
  { id: 13, name: 'Mei Lin', email: 'mei@helpdesk.example', is_agent: true },
] as const;

const CUSTOMERS = [
  { id: 201, name: 'Ana Pereira', email: 'ana@northwind.example', is_agent: false },
  { id: 202, name: 'Björn Åkesson', email: 'bjorn@fjord.example', is_agent: false },
  { id: 203, name: 'Chidi Okafor', email: 'chidi@lagoscargo.example', is_agent: false },
  { id: 204, name: 'Dana Weiss', email: 'dana@weiss.example', is_agent: false },
  { id: 205, name: 'Émile Laurent', email: 'emile@atelier.example', is_agent: false },
] as const;

const SUBJECTS = [
  'Cannot log in since this morning',
  'Invoice 2041 shows the wrong address',
  'Parcel arrived without the charger',
  'How do I export my data?',
  'Payment went through twice',
  'Two-factor code never comes',
  'Feature request: dark mode in reports',
  'The shop is slow at checkout',
  'Cancel my subscription at the end of the month',
  'Typo on the pricing page',
] as const;

const STATUSES = {
  open: { id: 1, slug: 'open', name: 'Open', base: 'in_progress' },
  pending: { id: 4, slug: 'pending', name: 'Waiting for the customer', base: 'stopped' },
  closed: { id: 5, slug: 'closed', name: 'Closed', base: 'closed' },
} as const;

const PRIORITIES = [
  { id: 1, slug: 'low', name: 'Low' },
  { id: 2, slug: 'normal', name: 'Normal' },
  { id: 3, slug: 'high', name: 'High' },
  { id: 4, slug: 'urgent', name: 'Urgent' },
] as const;

const FIRST_TICKET = 4_100;

/** CloudEvents of that many tickets, each opened, worked on and (every third) closed, the oldest first; about five a ticket. */
export function helpdeskEvents(tickets: number, now = Date.now()): readonly object[] {
  const runs = Array.from({ length: tickets }, (_, index) => ticketEvents(index, now - opened(index)));
  return [...runs.flat(), ...otherEvents(now)].toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
}

/** Tickets were opened over the last seven hours, the newest a few minutes ago. */
const opened = (index: number): number => (4 + ((index * 53) % 420)) * MINUTE_MS;

type Status = keyof typeof STATUSES;

function ticketEvents(index: number, openedAt: number) {
  const tells = (type: string, minutes: number, status: Status, rest: object) =>
    anEvent(`${FIRST_TICKET + index}-${type}-${minutes}`, type, openedAt + minutes * MINUTE_MS, {
      ticket: aTicket(index, openedAt, status),
      ...rest,
    });
  const agent = pick(AGENTS, index);
  const customer = pick(CUSTOMERS, index);
  const says = (author: object, text: string) => ({
    actor: author,
    message: { id: 90_000 + index, author, text },
  });
  const events = [
    tells('ticket.created', 0, 'open', { actor: customer }),
    tells('ticket.assigned', 1, 'open', {
      actor: agent,
      assignment: { id: index, kind: 'agent', assignee: agent },
    }),
  ];
  if (index % 2 === 0)
    events.push(tells('reply.created', 2, 'open', says(agent, 'Thank you, I am looking into it.')));
  if (index % 4 === 0) events.push(tells('note.created', 2, 'open', says(agent, 'Same as last week.')));
  if (index % 5 === 1) events.push(tells('ticket.updated', 3, 'pending', changed(agent, 'open', 'pending')));
  if (index % 3 === 0) events.push(tells('ticket.updated', 4, 'closed', changed(agent, 'open', 'closed')));
  return events;
}

/** What the helpdesk tells when it only knows that something changed. */
const changed = (actor: object, from: Status, to: Status): object => ({
  actor,
  changes: [
    { field: 'status', old: from, new: to, old_label: STATUSES[from].name, new_label: STATUSES[to].name },
  ],
});

function otherEvents(now: number) {
  const at = now - 30 * MINUTE_MS;
  return [
    anEvent('user-301', 'user.created', at, {
      user: { id: 301, name: 'Farid Nasser', email: 'farid@souk.example' },
    }),
    anEvent('article-7', 'article.published', at, {
      article: { id: 7, title: 'Two-factor codes', author: AGENTS[2] },
    }),
    anEvent('login-11', 'agent.logged_in', at, {
      user: AGENTS[0],
      login: { at: new Date(at).toISOString() },
    }),
    anEvent('survey-88', 'custom.survey_answered', at, { ticket: { id: FIRST_TICKET }, score: 5 }),
  ];
}

const aTicket = (index: number, openedAt: number, status: Status): object => ({
  id: FIRST_TICKET + index,
  track_id: `ACME-${FIRST_TICKET + index}`,
  subject: pick(SUBJECTS, index),
  status: STATUSES[status],
  priority: pick(PRIORITIES, index * 3),
  category: { id: 3, slug: 'orders', name: 'Orders' },
  requester: pick(CUSTOMERS, index),
  agents: [pick(AGENTS, index)],
  team: { id: 2, name: 'First line' },
  tags: index % 4 === 0 ? [{ id: 5, slug: 'vip', name: 'VIP' }] : [],
  custom_fields: [{ id: 12, key: 'product', slug: 'cust_12', label: 'Product', value: 'Widget Pro' }],
  timestamps: { created: new Date(openedAt).toISOString() },
});

const anEvent = (id: string, type: string, at: number, data: object) => ({
  specversion: '1.0',
  id,
  source: '/helpdesk/acme',
  type,
  time: new Date(at).toISOString(),
  datacontenttype: 'application/json',
  data,
});

function pick<One>(list: readonly One[], index: number): One {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('there is nothing to pick from');
  return found;
}
