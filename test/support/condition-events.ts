// Test support: events as conditions see them, and verdicts in one call.
import {
  eventReader,
  holds,
  parseCondition,
  type Condition,
  type ConditionContext,
  type ConditionEvent,
  type ParseConditionOptions,
} from '@deskhook/domain';

/** When the broker stored the events of these tests: a Tuesday. */
export const NOW = Date.parse('2026-02-17T15:00:00Z');

export const TICKET = {
  id: 123,
  subject: 'Cannot log in: Très URGENT',
  status: { id: 4, slug: 'pending', name: 'Waiting', base: 'stopped' },
  priority: { id: 3, slug: 'high', name: 'High' },
  category: null,
  services: [
    { id: 1, level: 1, name: 'Shop' },
    { id: 2, level: 2, name: 'Checkout' },
  ],
  requester: {
    id: 9,
    name: 'Ana',
    email: 'Ana@Example.com',
    is_agent: false,
    custom_fields: [{ key: 'tier', value: 'gold' }],
  },
  agents: [],
  team: { id: 7, name: 'Billing' },
  flags: { spam: false, unanswered: true },
  counts: { replies: 3 },
  tags: [
    { id: 1, slug: 'vip', name: 'VIP' },
    { id: 2, slug: 'eu', name: 'Europe' },
  ],
  cc: ['boss@example.com', { email: 'second@example.com' }],
  justification: '  ',
  timestamps: { created: '2026-02-16T12:00:00.000Z', updated: '2026-02-17T15:45:00+01:00' },
  custom_fields: [
    { id: 12, key: 'product', slug: 'cust_12', value: 'Widget Pro' },
    { id: 24, slug: 'cust_24', value: '41.5', type: 'number' },
    { id: 30, key: 'regions', values: ['north', 'south'] },
    { id: 31, key: 'owners', items: [{ label: 'Ana' }, { label: null }] },
    { id: 32, key: 'due_on', value: '2026-03-01' },
    { id: 33, key: 'nothing', value: null, values: [] },
    { id: 34, key: 'Product', value: 'other' },
  ],
} as const;

export function aConditionEvent(overrides: Partial<ConditionEvent> = {}): ConditionEvent {
  return {
    id: 'event-1',
    type: 'ticket.updated',
    source: '/helpdesk/acme',
    subject: 'tickets/123',
    time: Date.parse('2026-02-17T14:45:00Z'),
    hopcount: 0,
    actorType: null,
    data: { ticket: TICKET },
    ...overrides,
  };
}

/** Business hours of the calendar `office`: 9 to 17 o'clock UTC, every day. */
export const CONTEXT: ConditionContext = {
  now: NOW,
  workingTime: (calendar) =>
    calendar === 'office'
      ? {
          isOpen: (at) => new Date(at).getUTCHours() >= 9 && new Date(at).getUTCHours() < 17,
          add: (from) => from,
          between: () => 0,
        }
      : null,
};

/** The compiled condition; faults fail the test. */
export function compiled(input: unknown, options?: ParseConditionOptions): Condition {
  const parsed = parseCondition(input, options);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.condition;
}

/** Whether an event satisfies a condition that is given as JSON. */
export function verdictOf(input: unknown, event: ConditionEvent = aConditionEvent()): boolean {
  return holds(compiled(input), eventReader(event, CONTEXT));
}
