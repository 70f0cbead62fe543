import type { CanonicalEvent, Ticket } from '../canonical/model.js';
import { memberOf, type Json, type JsonValue } from '../json-value.js';

export interface StatusChange {
  readonly oldStatus: string | null;
  readonly newStatus: string;
  readonly reason: string | null;
}

/**
 * The status change of an event in slugs; what it does not say of the new status, the ticket does. Where only names are
 * known, a slug is made of them.
 */
export function statusChangeOf(event: CanonicalEvent, ticket: Ticket): StatusChange {
  const change = event.changes.find(({ field }) => field === 'status');
  const statedSlug = slugOf(memberOf(event.data, 'ticket', 'status') ?? null);
  return {
    oldStatus: slugOf(change?.old ?? null) ?? slugify(change?.oldLabel),
    newStatus: slugOf(change?.new ?? null) ?? statedSlug ?? slugify(change?.newLabel) ?? ticket.status.slug,
    reason: change?.reason ?? ticket.justification,
  };
}

/** A side of a change is the slug itself or a status. */
function slugOf(side: JsonValue): string | null {
  const slug = typeof side === 'string' ? side : memberOf(side, 'slug');
  return typeof slug === 'string' && slug !== '' ? slug : slugify(memberOf(side, 'name'));
}

function slugify(name: Json): string | null {
  const words = typeof name === 'string' ? name.toLowerCase().match(/[\p{L}\p{N}_]+/gu) : null;
  return words?.join('-') ?? null;
}
