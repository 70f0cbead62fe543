import { memberOf, listOf, type Json } from '../json-value.js';
import type { IntegerIds } from './integer-ids.js';
import { textOf } from './lenient-values.js';
import type { Status } from './model.js';
import { readStatus } from './read-named.js';

/** The ticket's status; where the ticket states none, what the event's change of status says that it became. */
export function readTicketStatus(ids: IntegerIds, ticket: Json, changes: Json): Status {
  const stated = memberOf(ticket, 'status');
  return readStatus(ids, isStated(stated) ? stated : newStatus(changes));
}

function isStated(status: Json): boolean {
  return [status, ...['id', 'slug', 'name'].map((name) => memberOf(status, name))].some(
    (value) => textOf(value) !== '',
  );
}

/** The new side of a change is a slug, or a status itself. */
function newStatus(changes: Json): Json {
  const change = listOf(changes).find(
    (one) => (memberOf(one, 'field') ?? memberOf(one, 'slug')) === 'status',
  );
  const side = memberOf(change, 'new');
  return {
    id: memberOf(change, 'new_id') ?? memberOf(side, 'id') ?? (typeof side === 'number' ? side : null),
    slug: typeof side === 'string' ? side : (memberOf(side, 'slug') ?? null),
    name: memberOf(change, 'new_label') ?? memberOf(side, 'name') ?? null,
    base: memberOf(side, 'base') ?? null,
  };
}
