// Test support: events with overrides.

export interface EventOverrides {
  readonly id?: string | undefined;
  readonly type?: string;
  readonly tenant?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly [extension: string]: unknown;
}

let made = 0;

/** A small valid event; what is given replaces what is made up. */
export function anEvent(overrides: EventOverrides = {}) {
  const { tenant = 'acme', ...rest } = overrides;
  return {
    specversion: '1.0',
    id: `event-${process.pid}-${Date.now()}-${++made}`,
    source: `/helpdesk/${tenant}`,
    type: 'ticket.created',
    subject: 'tickets/123',
    time: '2026-02-17T14:45:00.000Z',
    datacontenttype: 'application/json',
    data: { ticket: { id: 123, subject: 'Cannot log in – très urgent 🙂' } },
    ...rest,
  };
}
