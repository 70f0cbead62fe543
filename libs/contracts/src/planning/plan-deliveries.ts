import { dialect, triggersOf, type Trigger } from '@deskhook/dialects';
import { deliveryId } from '@deskhook/domain';
import type { AcceptedEvent } from '../accept-event.js';
import type { Delivery } from '../delivery.schema.js';
import type { MatchableSubscription } from './matchable-subscription.js';

/** A delivery that an event calls for, unless its throttle has let another one through. */
export interface PlannedDelivery {
  readonly delivery: Delivery;
  readonly throttle: Trigger['throttle'];
  /** Whether its place among the deliveries of its ticket counts. */
  readonly ordered: boolean;
}

/** The native events of the subscription's dialect that fire, or the canonical one; its condition is not looked at. */
export function firingTriggers(
  { dialect: name, selectors, options }: MatchableSubscription,
  event: AcceptedEvent,
): readonly Trigger[] {
  return triggersOf(dialect(name), selectors, event, options);
}

/** One delivery for each trigger that fires at each URL (contract, section 2). */
export function planDeliveries(
  subscription: MatchableSubscription,
  event: AcceptedEvent,
  acceptedAt: number,
): readonly PlannedDelivery[] {
  return deliveriesOf(subscription, event, firingTriggers(subscription, event), acceptedAt);
}

/** The deliveries of triggers that are known to fire. */
export function deliveriesOf(
  subscription: MatchableSubscription,
  event: AcceptedEvent,
  triggers: readonly Trigger[],
  acceptedAt: number,
): readonly PlannedDelivery[] {
  return triggers.flatMap((trigger) =>
    subscription.urls.map((url) => ({
      delivery: deliveryOf(event, subscription.id, url, trigger, acceptedAt),
      throttle: trigger.throttle,
      ordered: subscription.ordered,
    })),
  );
}

function deliveryOf(
  event: AcceptedEvent,
  subscriptionId: string,
  url: string,
  { name: trigger, occurrence }: Trigger,
  acceptedAt: number,
): Delivery {
  const { tenant, id: eventId, type, ticketId, mode } = event;
  return {
    id: deliveryId({ tenant, occurrence, subscriptionId, url, trigger }),
    tenant,
    eventId,
    type,
    ticketId,
    subscriptionId,
    ...(trigger === null ? {} : { trigger }),
    url,
    mode,
    number: 1,
    numberBefore: 0,
    acceptedAt,
  };
}
