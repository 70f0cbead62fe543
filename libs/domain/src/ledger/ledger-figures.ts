/** What is counted of the events and deliveries of a window; each number is a sum of changes. */
export interface LedgerCounts {
  /** Events that were accepted, each id once. */
  readonly accepted: number;
  readonly evaluated: number;
  /** Publications of an id that had been accepted before. */
  readonly duplicates: number;
  /** Subscriptions that selected an event and did not fire for it. */
  readonly filtered: number;
  readonly commands: number;
  /** Deliveries that the log knows, and where they stand. */
  readonly deliveries: number;
  readonly open: number;
  readonly delivered: number;
  readonly dead: number;
  readonly cancelled: number;
}

/** What is open, item by item; none of it is in two of these. */
export interface LedgerOpenItems {
  /** Accepted events that nothing came of yet, and of which it is known why. */
  readonly waiting: number;
  /** Accepted events that nothing came of, and nobody knows why. */
  readonly lostEvents: number;
  /** Events that were stored and never reached the log. */
  readonly unheardEvents: number;
  /** Deliveries that an evaluation names and the log does not know yet. */
  readonly unannounced: number;
  /** Such of which nobody knows where they are. */
  readonly lostAnnouncements: number;
  /** Deliveries that the log shows as open and that are nowhere. */
  readonly lostDeliveries: number;
}

/** The figures of the ledger (contract, section 5). */
export interface LedgerFigures {
  readonly accepted: number;
  readonly evaluated: number;
  readonly waiting: number;
  readonly duplicates: number;
  readonly filtered: number;
  readonly commands: number;
  readonly deliveries: number;
  readonly delivered: number;
  readonly dead: number;
  readonly cancelled: number;
  readonly pending: number;
  readonly unexplained: number;
}

/**
 * The figures of a window. What is unexplained is neither waiting nor pending, so that whatever is lost breaks the sums:
 * accepted = evaluated + waiting, and deliveries = delivered + dead + cancelled + pending, hold when nothing is.
 */
export function ledgerFigures(counts: LedgerCounts, items: LedgerOpenItems): LedgerFigures {
  const { waiting, lostEvents, unheardEvents, unannounced, lostAnnouncements, lostDeliveries } = items;
  const { open, ...counted } = counts;
  return {
    ...counted,
    accepted: counts.accepted + unheardEvents,
    waiting,
    deliveries: counts.deliveries + unannounced + lostAnnouncements,
    pending: open + unannounced - lostDeliveries,
    unexplained: lostEvents + unheardEvents + lostAnnouncements + lostDeliveries,
  };
}

/** How much the sums are out of balance; 0 and 0 when every event and delivery is where the figures say. */
export function ledgerImbalance(figures: LedgerFigures): {
  readonly events: number;
  readonly deliveries: number;
} {
  const { accepted, evaluated, waiting, deliveries, delivered, dead, cancelled, pending } = figures;
  return {
    events: accepted - evaluated - waiting,
    deliveries: deliveries - delivered - dead - cancelled - pending,
  };
}
