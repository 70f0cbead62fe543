import { EVENT_TYPES } from '@deskhook/domain';
import type { EventFacts } from '../event-facts.js';
import { memberOf } from '../json-value.js';
import type { NativeEvent } from '../native-event.js';

/** Movidesk has no event names: whatever happens to a ticket evaluates the triggers (dialects page, section 4). */
export const EVENTS: readonly NativeEvent[] = [
  {
    name: 'ticket',
    title: 'Trigger Webhook',
    types: EVENT_TYPES.filter((type) => /^(ticket|sla)\.|^(reply|note)\.created$/.test(type)),
    occurrence: ticketChange,
    isInferred: true,
  },
];

/**
 * A trigger fires once for a change of a ticket, however many events with one correlation id tell of it. Of several
 * changes under one id only the instant of the ticket's last change can tell; events of one change differ in all else.
 */
function ticketChange({ stateChange, data }: EventFacts): string {
  const updated = memberOf(data, 'ticket', 'timestamps', 'updated');
  return JSON.stringify([stateChange, memberOf(data, 'ticket', 'id') ?? null, updated ?? null]);
}
