import type { AcceptedEvent } from '@deskhook/contracts';
import type { SlaMetric } from '@deskhook/domain';

const TICKET_LENGTH_MAX = 100_000;

/** What a timer keeps of the event that set it: the ticket, or its id alone where the ticket is very large. */
export function breachData(event: AcceptedEvent): Record<string, unknown> {
  const { ticket } = event.data;
  if (typeof ticket !== 'object' || ticket === null || !('id' in ticket)) return {};
  return isLarge(ticket) ? { ticket: { id: ticket.id } } : { ticket };
}

/** An object that is nested too deeply to be written counts as large. */
function isLarge(value: object): boolean {
  try {
    return JSON.stringify(value).length > TICKET_LENGTH_MAX;
  } catch {
    return true;
  }
}

export interface Breach {
  readonly id: string;
  readonly tenant: string;
  readonly ticketId: string;
  readonly metric: SlaMetric;
  /** When it was due, and when it was found overdue; epoch milliseconds. */
  readonly due: number;
  readonly now: number;
  /** The ticket as the event that set the timer showed it. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The `sla.breached` event of a timer that ran out. It goes through matching and delivery as any other event. */
export function breachEvent(breach: Breach) {
  const due = new Date(breach.due).toISOString();
  return {
    specversion: '1.0',
    id: breach.id,
    source: `/tenants/${breach.tenant}/deskhook/scheduler`,
    type: 'sla.breached',
    subject: `tickets/${breach.ticketId}`,
    time: due,
    datacontenttype: 'application/json',
    data: {
      ticket: breach.data['ticket'],
      sla: {
        metric: breach.metric,
        due,
        overdue_seconds: Math.max(0, Math.floor((breach.now - breach.due) / 1000)),
      },
    },
  };
}
