import { subjects, type Action } from '@deskhook/contracts';
import { derivedId, eventGroup } from '@deskhook/domain';
import type { Publication } from '@deskhook/messaging';
import type { ActingSubscription } from './family-plan.js';

/** Why a subscription's actions cannot be asked for, as a clause; null when they can. */
export function obstacleToActions(event: {
  readonly type: string;
  readonly ticketId: string | null;
}): string | null {
  if (eventGroup(event.type) === 'deskhook') return "Deskhook's own news cause no actions";
  return event.ticketId === null ? 'the event is about no ticket' : null;
}

/** What all commands of an event have in common. */
export interface CommandContext {
  /** When the broker stored the event that was published, in epoch milliseconds. */
  readonly acceptedAt: number;
  readonly traceparent: string;
}

/**
 * The commands that ask the helpdesk for the subscription's actions, in their order (contract, section 4). Their ids follow
 * from the event that was published, so that whatever happens the helpdesk is asked once.
 */
export function commandsOf(acting: ActingSubscription, context: CommandContext): readonly Publication[] {
  return acting.subscription.actions.map((action, index) => commandOf(acting, action, index, context));
}

function commandOf(
  { subscription, member }: ActingSubscription,
  action: Action,
  index: number,
  { acceptedAt, traceparent }: CommandContext,
): Publication {
  const { event, originId } = member;
  const { tenant } = event;
  const id = derivedId('cmd', [tenant, originId, subscription.id, String(index)]);
  const command = {
    specversion: '1.0',
    id,
    source: `/tenants/${tenant}/deskhook/evaluator`,
    type: `command.${action.type}`,
    subject: `tickets/${event.ticketId}`,
    time: new Date(acceptedAt).toISOString(),
    datacontenttype: 'application/json',
    causationid: event.id,
    correlationid: event.stateChange,
    hopcount: event.hopcount + 1,
    traceparent,
    data: {
      action,
      ticket: ticketOf(event.data['ticket']),
      subscription: { id: subscription.id, name: subscription.name },
      event: { id: event.id, type: event.type },
    },
  };
  return {
    subject: subjects.command(tenant, action.type),
    payload: JSON.stringify(command),
    headers: { traceparent },
    messageId: id,
  };
}

/** What names the ticket; its id as the event states it, an integer or a text. */
function ticketOf(ticket: unknown): Readonly<Record<string, unknown>> {
  const known = new Map(Object.entries(typeof ticket === 'object' && ticket !== null ? ticket : {}));
  const stated = ['id', 'track_id', 'subject'].map((name) => [name, known.get(name)] as const);
  return Object.fromEntries(stated.filter(([, value]) => value !== undefined && value !== null));
}
