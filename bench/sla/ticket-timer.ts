import { configKeys, slaPolicyRecordSchema } from '@deskhook/contracts';

export const TENANT = 'bench';
const HOUR_MS = 3_600_000;
/** The resolution target of the policy. A ticket counts as created so long before it is due, so nothing is due later than that. */
const TARGET_HOURS = 4;

/** A ticket whose resolution is due at an instant. */
export interface TicketTimer {
  readonly ticket: number;
  readonly due: number;
}

/** Every other ticket brings the helpdesk's own due instant; the others have that of the policy. */
const isStated = (ticket: number): boolean => ticket % 2 === 0;

/** The tenant's one policy, around the clock, as the configuration bucket holds it. */
export const POLICY = {
  key: configKeys.slaPolicy(TENANT, 'resolution'),
  record: slaPolicyRecordSchema.parse({
    tenant: TENANT,
    id: 'resolution',
    name: 'Resolution',
    status: 'active',
    position: 0,
    condition: null,
    targets: { resolution: { default: `PT${TARGET_HOURS}H` } },
    calendar: null,
    pauseStatuses: ['stopped'],
    warnings: [],
    timeConditions: [],
  }),
};

/** The event that sets the timer. */
export function settingEvent({ ticket, due }: TicketTimer) {
  const created = new Date(due - TARGET_HOURS * HOUR_MS).toISOString();
  const stated = isStated(ticket) ? { sla: { solution_due: new Date(due).toISOString() } } : {};
  return event('ticket.created', ticket, created, { status: OPEN, timestamps: { created }, ...stated });
}

/** The event that ends it. */
export function closingEvent({ ticket }: TicketTimer) {
  return event('ticket.closed', ticket, new Date().toISOString(), { status: CLOSED });
}

const OPEN = { id: 1, slug: 'open', name: 'Open', base: 'new' };
const CLOSED = { id: 5, slug: 'closed', name: 'Closed', base: 'closed' };

function event(type: string, ticket: number, time: string, part: object) {
  return {
    specversion: '1.0',
    id: `${type}-${ticket}`,
    source: '/helpdesk/bench',
    type,
    subject: `tickets/${ticket}`,
    time,
    datacontenttype: 'application/json',
    data: {
      ticket: {
        id: ticket,
        subject: 'Cannot log in since the update',
        priority: { id: 3, slug: 'high', name: 'High' },
        requester: { id: 45, name: 'John Doe', email: 'john@example.com' },
        ...part,
      },
    },
  };
}

/** The n-th of so many timers that fall due evenly over a span from an instant on. */
export function spread(first: number, count: number, from: number, spanMs: number): TicketTimer[] {
  return Array.from({ length: count }, (_, n) => ({
    ticket: first + n,
    due: from + Math.round((n * spanMs) / count),
  }));
}
