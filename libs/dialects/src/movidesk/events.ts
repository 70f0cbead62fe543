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
 * A trigger fires once for a change of a ticket, however many events tell of it. A helpdesk may give several changes
 * one correlation id: the instant of the ticket's last change tells them apart, else what was said and the status.
 */
function ticketChange({ stateChange, data }: EventFacts): string {
  const updated = memberOf(data, 'ticket', 'timestamps', 'updated');
  const moment =
    typeof updated === 'string'
      ? ['at', updated]
      : ['in', memberOf(data, 'message', 'id'), memberOf(data, 'ticket', 'status', 'slug')];
  return JSON.stringify([stateChange, memberOf(data, 'ticket', 'id'), ...moment]);
}
