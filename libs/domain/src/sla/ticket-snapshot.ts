/** A ticket as its events showed it: of each member what was said last. */
export interface TicketSnapshot {
  readonly ticket: Readonly<Record<string, unknown>>;
  /** When each member was said, in epoch milliseconds. */
  readonly saidAt: Readonly<Record<string, number>>;
}

export const NO_SNAPSHOT: TicketSnapshot = { ticket: {}, saidAt: {} };

/** The snapshot with what an event says of the ticket. An event that comes late fills in only what nothing newer says. */
export function withTicket(
  snapshot: TicketSnapshot,
  ticket: Readonly<Record<string, unknown>>,
  at: number,
): TicketSnapshot {
  const newer = Object.entries(ticket).filter(([member]) => at >= (snapshot.saidAt[member] ?? -Infinity));
  return {
    ticket: { ...snapshot.ticket, ...Object.fromEntries(newer) },
    saidAt: { ...snapshot.saidAt, ...Object.fromEntries(newer.map(([member]) => [member, at])) },
  };
}

/** The instant of what was said last; null: nothing was said. */
export function snapshotAt({ saidAt }: TicketSnapshot): number | null {
  const instants = Object.values(saidAt);
  return instants.length === 0 ? null : Math.max(...instants);
}
