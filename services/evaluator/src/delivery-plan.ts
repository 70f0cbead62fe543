import type { AcceptedEvent, Delivery } from '@deskhook/contracts';
import { dialect, triggersOf, type Trigger } from '@deskhook/dialects';
import { deliveryId } from '@deskhook/domain';
import type { MatchableSubscription } from './subscriptions.view.js';

/** A delivery that an event calls for, unless its throttle has let another one through. */
export interface PlannedDelivery {
  readonly delivery: Delivery;
  readonly throttle: Trigger['throttle'];
}

/** One delivery for each native event that fires, or the canonical one, at each URL (contract, section 2). */
export function planDeliveries(
  event: AcceptedEvent,
  subscriptions: readonly MatchableSubscription[],
  acceptedAt: number,
): PlannedDelivery[] {
  return subscriptions.flatMap((subscription) => {
    const { selectors, options } = subscription;
    return triggersOf(dialect(subscription.dialect), selectors, event, options).flatMap((trigger) =>
      subscription.urls.map((url) => ({
        delivery: deliveryOf(event, subscription.id, url, trigger, acceptedAt),
        throttle: trigger.throttle,
      })),
    );
  });
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
