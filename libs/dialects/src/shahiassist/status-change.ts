import type { CanonicalEvent, Ticket } from '../canonical/model.js';
import { memberOf, type JsonValue } from '../json-value.js';

export interface StatusChange {
  readonly oldStatus: string | null;
  readonly newStatus: string;
  readonly reason: string | null;
}

/** The status change of an event in slugs; what it does not say of the new status, the ticket does. */
export function statusChangeOf(event: CanonicalEvent, ticket: Ticket): StatusChange {
  const change = event.changes.find(({ field }) => field === 'status');
  return {
    oldStatus: slugOf(change?.old ?? null) ?? change?.oldLabel ?? null,
    newStatus: slugOf(change?.new ?? null) ?? ticket.status.slug,
    reason: change?.reason ?? ticket.justification,
  };
}

/** A side of a change is the slug itself or a status. */
function slugOf(side: JsonValue): string | null {
  const slug = typeof side === 'string' ? side : memberOf(side, 'slug');
  return typeof slug === 'string' && slug !== '' ? slug : null;
}
